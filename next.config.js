/** @type {import("next").NextConfig} */
export default {
  poweredByHeader: false,
  // The optimiser has had remote code execution twice; an internal tool needs none (SEC-42).
  images: { unoptimized: true },
  typedRoutes: true,
  experimental: { serverActions: { bodySizeLimit: "12mb" } },
};
