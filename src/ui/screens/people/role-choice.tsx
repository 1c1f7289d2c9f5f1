import type { Role } from '#schema/people.ts';
import { Segmented } from '#ui/parts/segmented.tsx';

export const roleWords: Record<Role, string> = { cashier: 'Cashier', manager: 'Manager', admin: 'Admin' };

const may: Record<Role, string> = {
  cashier: 'Sells, takes payments and counts stock.',
  manager: 'Also adjusts stock, edits items and prices, approves and settles.',
  admin: 'Also changes settings and says who works here.',
};

const segments = (['cashier', 'manager', 'admin'] as const).map((value) => ({
  value,
  label: roleWords[value],
}));

interface RoleChoiceProps {
  readonly role: Role;
  readonly onRole: (role: Role) => void;
}

export function RoleChoice({ role, onRole }: RoleChoiceProps) {
  return (
    <div className="flex flex-col gap-1.5">
      <p className="text-sm font-semibold">Role</p>
      <Segmented<Role> label="Role" value={role} segments={segments} onChange={onRole} />
      <p className="text-soft text-sm">{may[role]}</p>
    </div>
  );
}
