import type { Route } from "next";
import Link from "next/link";
import type { ComponentProps } from "react";

/**
 * A link within the office. Its pages are one official's and new at each look, so none is fetched ahead; addresses have queries that
 * typed routes know nothing of.
 */
export const OfficeLink = ({ href, ...rest }: Omit<ComponentProps<typeof Link>, "href" | "prefetch"> & { href: string }) => <Link {...rest} prefetch={false} href={href as Route} />;
