// GET: what the reviews of my workspace add up to, by day or week; with `Accept: text/csv` as a table.
import { InsightsQuery } from '#contract/insights.ts'
import { readInsights } from '#insights/read-insights.ts'
import { toCsv } from '#insights/to-csv.ts'
import { signedIn } from '../handle.ts'
import { queryIn } from '../query-in.ts'

export const GET = signedIn('reads', 'reviews:read', async ({ actor, request }) => {
  const insights = await readInsights(actor, InsightsQuery.parse(queryIn(request)))
  if (!request.headers.get('accept')?.includes('text/csv')) return Response.json(insights)
  const name = `insights-${insights.from}-${insights.to}.csv`
  const headers = { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': `attachment; filename="${name}"` }
  return new Response(toCsv(insights), { headers })
})
