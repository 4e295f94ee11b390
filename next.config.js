/** @type {import("next").NextConfig} */
export default {
  poweredByHeader: false,
  // The optimiser has had remote code execution twice; an internal tool needs none (SEC-42).
  images: { unoptimized: true },
  typedRoutes: true,
  // The development server would otherwise write files for coding agents into the project.
  agentRules: false,
  experimental: {
    // forbidden.tsx and unauthorized.tsx: what a query refuses (lib/errors.ts) is a page with its status.
    authInterrupts: true,
    serverActions: { bodySizeLimit: "12mb" },
    // The proxy must let through what the actions take.
    proxyClientMaxBodySize: "13mb",
  },
  // On every answer, files included.
  headers: async () => [
    {
      source: "/:path*",
      headers: [
        { key: "X-Content-Type-Options", value: "nosniff" },
        // Not "no-referrer": a form's own Origin would become "null" with it.
        { key: "Referrer-Policy", value: "same-origin" },
        { key: "Content-Security-Policy", value: "frame-ancestors 'none'" },
        { key: "X-Frame-Options", value: "DENY" },
      ],
    },
    {
      // What people have uploaded: should a browser ever show it, then without scripts, forms and an origin.
      source: "/evidence/:id",
      headers: [
        {
          key: "Content-Security-Policy",
          value: "sandbox; default-src 'none'; frame-ancestors 'none'",
        },
      ],
    },
  ],
};
