// What providers' keys look like.

/** `rule` completes the finding's rule id. */
type Shape = { rule: string; what: string; shape: RegExp }

const shape = (rule: string, what: string, pattern: RegExp): Shape => ({ rule, what, shape: pattern })

export const providerShapes: Shape[] = [
  shape('aws-access-key', 'An AWS access key', /\b(?:AKIA|ASIA)[A-Z2-7]{16}\b/g),
  shape('github-token', 'A GitHub token', /\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{50,})\b/g),
  shape('gitlab-token', 'A GitLab token', /\bglpat-[A-Za-z0-9_-]{20,}\b/g),
  shape('slack-token', 'A Slack token', /\bxox[abeoprs]-[A-Za-z0-9-]{20,}\b/g),
  shape('slack-webhook', 'A Slack webhook', /https:\/\/hooks\.slack\.com\/services\/T\w{8,}\/B\w{8,}\/\w{20,}/g),
  shape('stripe-key', 'A Stripe key', /\b[rs]k_live_[A-Za-z0-9]{20,}\b/g),
  shape('google-api-key', 'A Google API key', /\bAIza[A-Za-z0-9_-]{35}(?![\w-])/g),
  shape('openai-key', 'An OpenAI key', /\bsk-(?:proj-|svcacct-)?[A-Za-z0-9_-]{20,}T3BlbkFJ[A-Za-z0-9_-]{20,}/g),
  shape('anthropic-key', 'An Anthropic key', /\bsk-ant-[a-z0-9]{4,8}-[A-Za-z0-9_-]{60,}/g),
  shape('npm-token', 'An npm token', /\bnpm_[A-Za-z0-9]{36}\b/g),
  shape('pypi-token', 'A PyPI token', /\bpypi-AgEIcHlwaS5vcmc[A-Za-z0-9_-]{50,}/g),
  shape('sendgrid-key', 'A SendGrid key', /\bSG\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}\b/g),
  shape('twilio-key', 'A Twilio key', /\bSK[0-9a-f]{32}\b/g),
  shape('hugging-face-token', 'A Hugging Face token', /\bhf_[A-Za-z]{34}\b/g),
  shape('digitalocean-token', 'A DigitalOcean token', /\bdo[opr]_v1_[0-9a-f]{64}\b/g),
  shape('shopify-token', 'A Shopify token', /\bshp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}\b/g),
  shape(
    'private-key',
    'A private key',
    /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----(?=\s*(?:\\n|["'+\s])*[A-Za-z0-9+/]{40})/g,
  ),
]
