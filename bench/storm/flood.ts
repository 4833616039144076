// Two floods through the real front door: as many submissions in ten seconds as nobody should send, and one person who sends far too much.
import { step } from '../../bin/launch/progress.ts'
import { measureCrowd } from './crowd.ts'
import { measureGlutton } from './glutton.ts'
import { type Servers, setStage } from './stage.ts'
import { type House, openHouse } from './whole-product.ts'

export type Floods = Awaited<ReturnType<typeof measureFloods>>

export async function measureFloods(servers: Servers, submissions: number) {
  const crowd = await step(`${submissions} submissions in 10 s`, () =>
    inHouse(servers, 'storm_crowd', { MAX_OPEN_REVIEWS_PER_USER: '1000' }, (house) => measureCrowd(house, submissions)),
  )
  const glutton = await step('One person with 500 reviews', () =>
    inHouse(servers, 'storm_glutton', { MAX_OPEN_REVIEWS_PER_USER: '600' }, measureGlutton),
  )
  return { crowd, glutton }
}

async function inHouse<Result>(
  servers: Servers,
  name: string,
  settings: Record<string, string>,
  measure: (house: House) => Promise<Result>,
): Promise<Result> {
  const stage = await setStage(servers, name, settings)
  const house = await openHouse(stage)
  try {
    return await measure(house)
  } finally {
    await house.close()
    await stage.close()
  }
}
