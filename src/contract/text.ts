// What can be kept as text: the database holds no NUL character, and half a character is none.
export const isText = (value: string) => !value.includes('\0') && value.isWellFormed()

export const NOT_TEXT = 'This is not text.'
