// What mends a finding of ruff's: its own fix where that is right to offer, or one of ours.
import type { Node } from '../grammar.ts'
import type { Mend } from '../rules/rule.ts'
import * as bugs from './python-fixes.ts'
import * as errors from './python-fixes-errors.ts'
import * as security from './python-fixes-security.ts'

/** `fixable`: ruff's own fix is offered. */
export type Mending = { fixable?: true; fix?: (marked: Node) => Mend | null }

const ruffs: Mending = { fixable: true }

export const pythonMends: Record<string, Mending> = {
  B002: { fix: bugs.addOne },
  B003: { fix: bugs.changeEnvironment },
  B005: { fix: bugs.removeWord },
  B016: { fix: bugs.raiseError },
  B023: { fix: bugs.bindVariable },
  B032: { fix: bugs.assignIt },
  B034: { fix: bugs.nameArgument },
  F601: ruffs,
  F631: { fix: errors.dropBrackets },
  F632: ruffs,
  F633: { fix: errors.printToFile },
  F634: { fix: errors.dropComma },
  F811: ruffs,
  F821: { fix: errors.importIt },
  F901: ruffs,
  LOG007: { fix: bugs.useError },
  PIE794: { fix: bugs.keepOne },
  PLE0101: { fix: errors.dropReturn },
  PLE0241: ruffs,
  PLE0307: { fix: errors.answerText },
  PLE0604: { fix: errors.quoteNames },
  PLE1205: { fix: errors.addPlaceholders },
  PLE1310: { fix: bugs.removeWord },
  PLE1519: ruffs,
  PLE1520: ruffs,
  PLE2502: { fix: security.showMarks },
  PLW0133: ruffs,
  PLW0245: ruffs,
  PLW0711: { fix: bugs.catchBoth },
  PLW1507: ruffs,
  PLW1508: { fix: bugs.defaultAsText },
  PLW1509: { fix: bugs.ownSession },
  RUF008: { fix: bugs.makeEach },
  RUF017: { fix: bugs.flatten },
  RUF018: { fix: bugs.assignBefore },
  RUF024: ruffs,
  RUF026: { fix: errors.leaveName },
  RUF064: ruffs,
  S103: { fix: security.closeToOthers },
  S201: { fix: security.endDebugMode },
  S202: { fix: security.filterMembers },
  S308: { fix: security.formatHtml },
  S323: { fix: security.verifiedContext },
  S324: { fix: security.useSha256 },
  S501: { fix: security.verify },
  S502: { fix: security.newTls },
  S503: { fix: security.newTls },
  S505: { fix: security.longKey },
  S506: { fix: security.loadSafely },
  S507: { fix: security.refuseStrangers },
  S602: { fix: security.asList },
  S605: { fix: security.asList },
  S608: { fix: security.useParameters },
  S701: { fix: errors.setAutoescape },
  S704: { fix: security.formatHtml },
  T100: { fix: errors.endDebugging },
  YTT101: { fix: errors.versionText },
  YTT103: { fix: errors.compareVersion },
  YTT204: { fix: errors.compareBoth },
}
