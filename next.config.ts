import type { NextConfig } from "next";

const distDir = process.env.NEXT_DIST_DIR ?? ".next";

const config: NextConfig = {
  distDir,
  reactStrictMode: true,
  poweredByHeader: false,
  skipTrailingSlashRedirect: true,
  // `npm run check` checks the types with our own compiler. Next writes its build folder into the file named here, so
  // a build into another folder gets a file of its own in it and leaves tsconfig.json alone.
  typescript: {
    ignoreBuildErrors: true,
    ...(distDir === ".next" ? {} : { tsconfigPath: `${distDir}/tsconfig.json` }),
  },
  serverExternalPackages: ["pg", "pino", "graphile-worker", "prom-client", "nodemailer", "@prisma/client"],
  experimental: { optimizePackageImports: ["lucide-react", "react-aria-components"] },
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
