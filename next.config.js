/** @type {import('next').NextConfig} */
const config = {
  cacheComponents: true,
  partialPrefetching: true,
  typedRoutes: true,
  htmlLimitedBots: /.*/,
  poweredByHeader: false,
  images: { unoptimized: true }, // none are used, and /_next/image would fetch any address of ours for a stranger
  experimental: { serverActions: { bodySizeLimit: "48mb" }, proxyClientMaxBodySize: "48mb" }, // for photos; scripts/serve/door.ts holds every other address at 1 MB
  serverExternalPackages: ["pdfkit", "sharp"], // reads its own files, which a bundle would not have
  typescript: { ignoreBuildErrors: true }, // `npm test` checks types; a start should not wait for it
};
export default config;
