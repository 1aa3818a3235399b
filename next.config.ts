import type { NextConfig } from "next";

const config: NextConfig = {
  distDir: process.env.NEXT_DIST_DIR ?? ".next",
  reactStrictMode: true,
  poweredByHeader: false,
  skipTrailingSlashRedirect: true,
  // `npm run check` checks the types with our own compiler. Next writes its build folder into a tsconfig.json, so that
  // every build would leave a change behind; one that extends another it leaves alone.
  typescript: { ignoreBuildErrors: true, tsconfigPath: "tsconfig.next.json" },
  serverExternalPackages: ["pg", "pino", "graphile-worker", "prom-client", "nodemailer", "@prisma/client"],
  experimental: {
    optimizePackageImports: ["lucide-react", "react-aria-components"],
    // An import of 10,000 people is a text of up to 3 MB.
    serverActions: { bodySizeLimit: "4mb" },
  },
  // What is the same for every answer; what changes with each page is in proxy.ts.
  async headers() {
    return [
      {
        source: "/:path*",
        headers: [
          { key: "X-Content-Type-Options", value: "nosniff" },
          { key: "Referrer-Policy", value: "same-origin" },
          { key: "X-Frame-Options", value: "DENY" },
          { key: "Permissions-Policy", value: "camera=(), microphone=(), geolocation=()" },
          { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
          { key: "Cross-Origin-Resource-Policy", value: "same-origin" },
        ],
      },
      {
        source: "/api/:path*",
        headers: [{ key: "Content-Security-Policy", value: "default-src 'none'; frame-ancestors 'none'" }],
      },
    ];
  },
};

export default config;
