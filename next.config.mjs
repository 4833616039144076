// How Next builds the pages. Types are checked by `pnpm types`, not by the build.
/** @type {import('next').NextConfig} */
export default {
  poweredByHeader: false,
  reactStrictMode: true,
  devIndicators: false,
  typedRoutes: true,
  typescript: { ignoreBuildErrors: true },
  images: { unoptimized: true },
  // These find files of their own package at run time, so they must stay outside of the bundle.
  serverExternalPackages: ['pino', 'piscina', 'bcryptjs', 'ioredis', 'postgres'],
  experimental: { optimizePackageImports: ['@mantine/core', '@mantine/hooks'] },
}
