import { type Option, offered } from "./offered";

interface ChoicesProps {
  title: string;
  name: string;
  chosen: string[];
  options: Option[];
}

export function Choices({ title, name, chosen, options }: ChoicesProps) {
  return (
    <fieldset className="choices">
      <legend>{title}</legend>
      {offered(options, chosen).map(([value, text]) => (
        <label key={value} className="check">
          <input
            type="checkbox"
            name={name}
            value={value}
            defaultChecked={chosen.includes(value)}
          />
          {text}
        </label>
      ))}
    </fieldset>
  );
}
