// Names in the order in which people count: f2 before f10. The same in every browser and on the server.
export const byName = new Intl.Collator('en', { numeric: true }).compare
