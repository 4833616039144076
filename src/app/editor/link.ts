// Only web addresses may be followed from a finding: a rule's author is not to be trusted with more.
export const safeLink = (url: string | undefined) => (url && /^https?:\/\//.test(url) ? url : null)
