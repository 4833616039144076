// Paths by pattern, as in ignore files: `*` within a folder, `**` over folders, `?` one character.

/** Whether the whole path fits; letters count as the same, large or small. */
export function fitsGlob(path: string, pattern: string): boolean {
  const body = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&').replace(/\*\*\/|\/\*\*$|\*\*|\*|\?/g, (found) => {
    if (found === '**/') return '(?:[^/]*/)*'
    if (found === '/**') return '(?:/.*)?'
    if (found === '**') return '.*'
    return found === '*' ? '[^/]*' : '[^/]'
  })
  return new RegExp(`^${body}$`, 'i').test(path)
}
