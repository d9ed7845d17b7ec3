import type { ReactNode } from "react";
export const instant = false;
export function generateStaticParams() { return ["kk","ru","en"].map(locale => ({ locale })); }
export default async function L({ children, params }: { children: ReactNode; params: Promise<{ locale: string }> }) {
  const { locale } = await params;
  return <html lang={locale}><body>{children}</body></html>;
}
