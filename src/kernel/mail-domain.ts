/** Second levels under which others register: `com.cn`, `gov.cn`, `gx.cn`, `co.uk`. */
const shared = new Set(
  `com net org gov edu ac co mil or ne go gob nom
   ah bj cq fj gd gs gx gz ha hb he hi hk hl hn jl js jx ln mo nm nx qh sc sd sh sn sx tj tw xj xz yn zj`.split(
    /\s+/,
  ),
);

/** What stands behind the `@`, as mail servers read it: without regard to case. */
export function mailDomainOf(email: string): string {
  return email.slice(email.lastIndexOf('@') + 1).toLowerCase();
}

/**
 * The part of a domain that somebody registered: `mail.example.com.cn` → `example.com.cn`. Whoever
 * has it has every name below it.
 */
export function registrableDomain(domain: string): string {
  const labels = domain.toLowerCase().replace(/\.$/, '').split('.');
  const [second = '', top = ''] = labels.slice(-2);
  const isShared = top.length === 2 && shared.has(second);
  return labels.slice(isShared ? -3 : -2).join('.');
}

/** Whether two addresses are one box: mail servers of today do not tell cases apart. */
export const isSameBox = (one: string, other: string): boolean =>
  one.toLowerCase() === other.toLowerCase();
