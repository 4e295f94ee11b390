/** @type {import("next").NextConfig} */
export default {
  poweredByHeader: false,
  // The optimiser has had remote code execution twice; an internal tool needs none (SEC-42).
  images: { unoptimized: true },
  typedRoutes: true,
  // It carries a formatter for every language of the web, which nothing here asks of it.
  serverExternalPackages: ["@react-email/render"],
  // The development server would otherwise write files for coding agents into the project.
  agentRules: false,
  experimental: {
    // forbidden.tsx and unauthorized.tsx: what a query refuses (lib/errors.ts) is a page with its status.
    authInterrupts: true,
    serverActions: { bodySizeLimit: "12mb" },
    // The proxy must let through what the actions take.
    proxyClientMaxBodySize: "13mb",
  },
};
