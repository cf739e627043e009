import { Menu as Base } from "@base-ui/react/menu";
import type { ReactElement, ReactNode } from "react";

/** A button that opens a menu; its items are `MenuItem`s. */
export function Menu({ trigger, children }: { trigger: ReactElement; children: ReactNode }) {
  return (
    <Base.Root modal={false}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner className="menu-positioner" sideOffset={6} align="end">
          <Base.Popup className="menu">{children}</Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

interface ItemProps {
  onClick: () => void;
  children: ReactNode;
  danger?: boolean;
  disabled?: boolean;
}

export function MenuItem({ onClick, children, danger, disabled }: ItemProps) {
  return (
    <Base.Item className={danger ? "danger" : undefined} onClick={onClick} disabled={disabled}>
      {children}
    </Base.Item>
  );
}

interface ChoiceProps<Value extends string> {
  label: string;
  value: Value;
  options: [value: Value, text: string][];
  onChange: (value: Value) => void;
}

export function MenuChoice<Value extends string>(props: ChoiceProps<Value>) {
  return (
    <Base.Group>
      <Base.GroupLabel className="label">{props.label}</Base.GroupLabel>
      <Base.RadioGroup value={props.value} onValueChange={props.onChange}>
        {props.options.map(([value, text]) => (
          <Base.RadioItem key={value} value={value} closeOnClick>
            {text}
            <Base.RadioItemIndicator className="end-mark">✓</Base.RadioItemIndicator>
          </Base.RadioItem>
        ))}
      </Base.RadioGroup>
    </Base.Group>
  );
}
