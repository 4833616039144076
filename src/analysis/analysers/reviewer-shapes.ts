// How code speaks to whoever reviews it: sentences that ask for a verdict or for silence, in the languages people use.

const WHO =
  '(?:ai|llm|gpt|chatgpt|claude|copilot|gemini|model|assistant|bot|agent|reviewers?|code reviewers?|review (?:tool|bot|agent)|linter|scanner)'
const WHAT = '(?:findings?|issues?|problems?|vulnerabilit(?:y|ies)|bugs?|defects?|warnings?|errors?|flaws?)'

/** Each asks of its reviewer what no code has to ask. */
export const addressing: readonly RegExp[] = [
  // Ignore what you were told.
  /\b(?:ignore|disregard|forget|override|bypass)\b[^.\n]{0,30}\b(?:previous|prior|above|earlier|preceding|system|your|other)\b[^.\n]{0,20}\b(?:instructions?|rules|prompts?|directives?|guidelines|orders|polic(?:y|ies))\b/i,
  /\b(?:new|updated|real|actual) (?:instructions?|system prompt|orders|directives?) (?:for|to) (?:the |you|all |any )*(?:ai|llm|model|assistant|reviewer)/i,
  // Somebody is spoken to, and asked for something.
  new RegExp(
    `\\b(?:dear|hey|hi|hello|attention|note (?:to|for)|message (?:to|for)|instructions? (?:to|for)|to (?:the|any|all))\\s+(?:the |any |all |our )?(?:ai|llm|automated |machine |code )*\\s*${WHO}\\b[^\\n]{0,80}\\b(?:ignore|approve|skip|pass|accept|report|flag|mark|rate|say|answer|respond|return|conclude|trust|safe|no)\\b`,
    'i',
  ),
  new RegExp(
    `\\b(?:ai|llm|automated|code) ${WHO}s?\\b\\s*[,:;-]?\\s*(?:must|should|shall|please|do not|don't|never|can|may|is to|are to|ignore|approve|skip)\\b`,
    'i',
  ),
  /^\W*(?:reviewer|assistant|ai|llm)\s*[:,-]\s*(?:ignore|approve|skip|do not|don't|please|accept|pass|report nothing|answer|respond|you)\b/i,
  // What the answer is to be.
  new RegExp(
    `\\b(?:report|return|answer|respond|reply|output|list|emit|produce)\\b(?: with| back)?\\s+(?:exactly |only |just )?(?:no|zero|an? empty(?: list| array)?(?: of)?|nothing|without)\\s*(?:${WHAT})?\\b[^\\n]{0,40}\\b(?:review|file|function|code|findings|issues|list|array|json)`,
    'i',
  ),
  new RegExp(
    `\\b(?:do not|don't|never|must not)\\s+(?:report|flag|mention|raise|list|comment on|analy[sz]e|review)\\s+(?:this|any|the|these|anything|it)\\b[^\\n]{0,30}(?:${WHAT}|\\bhere\\b|\\bbelow\\b|\\bfile\\b|\\bfunction\\b|\\bcode\\b)`,
    'i',
  ),
  /\b(?:mark|rate|classify|label|consider|treat|declare|approve) (?:this|the|it|these) (?:\w+ )?(?:code |file |function |diff |review |change )?as (?:safe|clean|secure|approved|reviewed|passed|false positives?)\b/i,
  /["']?findings["']?\s*:\s*\[\s*\][^\n]{0,40}(?:answer|respond|output|return|reply|only)|(?:answer|respond|output|return|reply)[^\n]{0,40}["']?findings["']?\s*:\s*\[\s*\]/i,
  /\b(?:lgtm|approved?)\b[^\n]{0,30}\b(?:no (?:further )?review|without (?:further )?review|skip (?:the )?review|do not review)\b/i,
  // Marks by which models tell who speaks.
  /<\|(?:im_start|im_end|system|assistant|endoftext)\|>|\[\/?INST\]|<<SYS>>|^\W*###\s*(?:system|instruction)s?\s*:/i,
  // German, French, Spanish, Portuguese, Italian.
  /\bignorier(?:e|en sie)?\b[^\n]{0,40}\b(?:anweisungen|regeln|vorgaben)\b/i,
  /\b(?:melde|berichte|nenne)\w*\b[^\n]{0,30}\b(?:keine|nichts)\b[^\n]{0,30}(?:befunde?|fehler|probleme|schwachstellen)?/i,
  /\bignore[zr]?\b[^\n]{0,40}\b(?:instructions|règles|consignes)\b[^\n]{0,20}\b(?:précédentes|ci-dessus|antérieures)/i,
  /\bignor[ae]r?\b[^\n]{0,40}\b(?:instrucciones|reglas|instruções|regras|istruzioni|regole)\b/i,
  // Russian, Chinese, Japanese.
  /(?:игнорируй|проигнорируй|игнорировать)(?:те)?[^\n]{0,40}(?:инструкции|правила|указания)/i,
  /(?:忽略|无视|忽視)[^\n]{0,20}(?:指令|指示|规则|規則|说明)/,
  /(?:指示|命令|ルール)[^\n]{0,10}(?:無視|忘れ)/,
  /(?:不要|请勿|勿)(?:报告|報告)[^\n]{0,20}(?:问题|漏洞|缺陷|問題)/,
]
