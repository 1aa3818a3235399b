"use client";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import { type ReactNode, useState } from "react";
import { I18nProvider, RouterProvider } from "react-aria-components";

/** Nothing to say at first, so it may come after the page. */
const Toaster = dynamic(() => import("#components/ui/toaster.tsx").then((file) => file.Toaster), { ssr: false });

/** What every page stands on: one query cache a tab, state in the address, our links in React Aria, one language. */
export function Providers({ children }: { children: ReactNode }) {
  const router = useRouter();
  const [queries] = useState(
    () =>
      new QueryClient({
        defaultOptions: { queries: { staleTime: 30_000, retry: 2, refetchOnWindowFocus: true } },
      }),
  );
  return (
    <I18nProvider locale="en-GB">
      <RouterProvider navigate={(path) => router.push(path)}>
        <NuqsAdapter>
          <QueryClientProvider client={queries}>
            {children}
            <Toaster />
          </QueryClientProvider>
        </NuqsAdapter>
      </RouterProvider>
    </I18nProvider>
  );
}
