import { Radio } from '@base-ui/react/radio';
import { RadioGroup } from '@base-ui/react/radio-group';

export interface Choosable {
  readonly user_id: string;
  readonly name: string;
  readonly role: string;
}

interface PersonChoiceProps {
  readonly people: readonly Choosable[];
  readonly chosenId: string | null;
  readonly onChoose: (userId: string) => void;
}

/** Who it is: the few people of a shop, all in sight. */
export function PersonChoice({ people, chosenId, onChoose }: PersonChoiceProps) {
  return (
    <RadioGroup
      aria-label="Who is it?"
      value={chosenId}
      onValueChange={(value) => onChoose(value as string)}
      className="grid grid-cols-[repeat(auto-fill,minmax(9rem,1fr))] gap-2"
    >
      {people.map(({ user_id, name, role }) => (
        <Radio.Root
          key={user_id}
          value={user_id}
          className="bg-raised border-line hover:bg-hover data-checked:border-brand data-checked:bg-brand-tint data-checked:text-brand-ink min-h-till flex cursor-pointer flex-col justify-center rounded-md border px-3.5 py-2 text-start leading-tight transition-colors select-none"
        >
          <span className="font-semibold">{name}</span>
          <span className="text-sm">{role}</span>
        </Radio.Root>
      ))}
    </RadioGroup>
  );
}
