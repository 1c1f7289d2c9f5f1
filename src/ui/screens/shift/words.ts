const methods: Readonly<Record<string, string>> = { cash: 'Cash', card: 'Card', credit: 'On credit' };

/** What is not known here is shown by the name that it has. */
export function methodWord(method: string): string {
  return methods[method] ?? `${method.charAt(0).toUpperCase()}${method.slice(1)}`;
}

const sources: Readonly<Record<string, string>> = {
  sales_invoice: 'Sales',
  customer_payment: 'Customer payments',
};

export function sourceWord(entityType: string): string {
  return sources[entityType] ?? entityType;
}

export function varianceWord(minor: number): string {
  if (minor === 0) return 'Exact';
  return minor < 0 ? 'Short' : 'Over';
}
