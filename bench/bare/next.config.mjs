// The least a Next app can be: what a submission is measured against.
/** @type {import('next').NextConfig} */
export default { poweredByHeader: false, serverExternalPackages: ['postgres'] }
