/** @type {import('next').NextConfig} */
const config = {
  cacheComponents: true,
  partialPrefetching: true,
  typedRoutes: true,
  htmlLimitedBots: /.*/,
  poweredByHeader: false,
  images: { unoptimized: true }, // none are used, and /_next/image would fetch any address of ours for a stranger
  serverExternalPackages: ["pdfkit"], // reads its own files, which a bundle would not have
  typescript: { ignoreBuildErrors: true }, // `npm test` checks types; a start should not wait for it
};
export default config;
