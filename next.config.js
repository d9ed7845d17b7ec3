/** @type {import('next').NextConfig} */
const config = {
  cacheComponents: true,
  partialPrefetching: true,
  typedRoutes: true,
  htmlLimitedBots: /.*/,
  poweredByHeader: false,
  distDir: process.env.NEXT_DIST_DIR ?? ".next",
};
export default config;
