import { Search } from "lucide-react";
import {
  cloneElement,
  type InputHTMLAttributes,
  type ReactElement,
  type ReactNode,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
  useContext,
  useId,
} from "react";
import { FormProblems } from "./form-problems";

interface ControlProps {
  id?: string;
  name?: string;
  "aria-invalid"?: boolean;
  "aria-describedby"?: string;
}

interface FieldProps {
  label: string;
  hint?: ReactNode;
  /** What is wrong, where the form does not say it by the control's name. */
  problem?: string | undefined;
  children: ReactElement<ControlProps>;
}

/** A control with its label, a hint, and what is wrong with it. */
export function Field({ label, hint, problem, children }: FieldProps) {
  const id = useId();
  const problems = useContext(FormProblems);
  const wrong = problem ?? problems[children.props.name ?? ""] ?? "";
  const isWrong = wrong !== "" && (problem !== undefined || Boolean(children.props.name));
  const described = [isWrong && `${id}-wrong`, hint && `${id}-hint`].filter(Boolean).join(" ");
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {cloneElement(children, {
        id,
        ...(isWrong && { "aria-invalid": true }),
        ...(described && { "aria-describedby": described }),
      })}
      {isWrong && (
        <span id={`${id}-wrong`} className="wrong" role="alert">
          {wrong}
        </span>
      )}
      {hint && (
        <span id={`${id}-hint`} className="hint">
          {hint}
        </span>
      )}
    </div>
  );
}

export function Input(props: InputHTMLAttributes<HTMLInputElement>) {
  return <input className="input" {...props} />;
}

interface DecimalProps extends Omit<InputHTMLAttributes<HTMLInputElement>, "type" | "min" | "max"> {
  min?: number;
  max?: number;
}

/** A number with a point or a comma, whatever the browser's language is. */
export function Decimal({ min, max, ...props }: DecimalProps) {
  return (
    <input
      className="input"
      inputMode="decimal"
      autoComplete="off"
      data-decimal=""
      data-min={min}
      data-max={max}
      {...props}
    />
  );
}

/** What is pasted and too long is not cut: the form says by how much. */
export function TextArea({ maxLength, ...props }: TextareaHTMLAttributes<HTMLTextAreaElement>) {
  return <textarea className="input" data-most={maxLength} {...props} />;
}

export function Select(props: SelectHTMLAttributes<HTMLSelectElement>) {
  return <select className="input" {...props} />;
}

interface SearchProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
}

export function SearchBox({ label, value, onChange }: SearchProps) {
  return (
    <div className="search">
      <Search size={16} aria-hidden />
      <input
        className="input"
        type="search"
        aria-label={label}
        placeholder={label}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  );
}

interface SegmentedProps<Value extends string> {
  label: string;
  value: Value;
  options: [value: Value, text: string][];
  onChange: (value: Value) => void;
}

export function Segmented<Value extends string>(props: SegmentedProps<Value>) {
  return (
    <fieldset className="segmented" aria-label={props.label}>
      {props.options.map(([value, text]) => (
        <button
          key={value}
          type="button"
          aria-pressed={value === props.value}
          onClick={() => props.onChange(value)}
        >
          {text}
        </button>
      ))}
    </fieldset>
  );
}
