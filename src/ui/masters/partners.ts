/** To whom and from whom. */
import { Truck, Users } from 'lucide-react';
import { define } from './definition.ts';

const contact = [
  { name: 'name', of: { kind: 'text' }, isWide: true, width: 16 },
  { name: 'phone', of: { kind: 'text', inputMode: 'tel' }, none: '' },
  { name: 'email', of: { kind: 'text', inputMode: 'email' }, width: 13, none: '' },
] as const;

export const customers = define({
  table: 'customers',
  title: 'Customers',
  icon: Users,
  columns: [
    ...contact,
    {
      name: 'credit_limit_minor',
      of: { kind: 'money' },
      hint: '0: pays at once, unless a manager says otherwise.',
    },
    { name: 'credit_days', of: { kind: 'integer' }, hint: '0: due on the same day.' },
  ],
  sections: [
    { columns: ['name', 'phone', 'email'] },
    {
      legend: 'Credit',
      hint: 'They belong together: where two people change them, the later change counts for both.',
      columns: ['credit_limit_minor', 'credit_days'],
    },
  ],
  called: 'name',
  listed: ['phone', 'credit_limit_minor', 'email', 'credit_days'],
  below: ['phone', 'email'],
});

export const suppliers = define({
  table: 'suppliers',
  title: 'Suppliers',
  icon: Truck,
  columns: contact,
  sections: [{ columns: ['name', 'phone', 'email'] }],
  called: 'name',
  listed: ['phone', 'email'],
  below: ['phone', 'email'],
});
