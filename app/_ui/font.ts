import localFont from "next/font/local";

/** Golos Text (OFL), the portal's one family: full Kazakh letters, two weights; made by scripts/subset-font.ts. */
export const golos = localFont({
  src: [
    { path: "./fonts/golos-400.woff2", weight: "400", style: "normal" },
    { path: "./fonts/golos-600.woff2", weight: "600", style: "normal" },
  ],
  variable: "--font-golos",
  display: "swap",
  adjustFontFallback: "Arial",

});
