import { useState } from "react";
import { useTranslation } from "react-i18next";
import { TextArea } from "../../ui/fields";
import { Note } from "../../ui/states";
import { type Draft, withoutNulls } from "./draft";

interface Props {
  draft: Draft;
  onChange: (draft: Draft) => void;
}

/** The whole document, for what the form has no field for. */
export function AsText({ draft, onChange }: Props) {
  const { t } = useTranslation();
  const [text, setText] = useState(() => JSON.stringify(withoutNulls(draft), null, 2));
  const [isBroken, setBroken] = useState(false);
  const change = (typed: string) => {
    setText(typed);
    try {
      onChange(JSON.parse(typed) as Draft);
      setBroken(false);
    } catch {
      setBroken(true);
    }
  };
  return (
    <div className="stack-s">
      <TextArea
        className="input mono"
        rows={30}
        spellCheck={false}
        aria-label={t("The tariff as JSON")}
        aria-invalid={isBroken}
        value={text}
        onChange={(event) => change(event.target.value)}
      />
      {isBroken && <Note tone="amber">{t("This is no JSON yet; the last good text counts.")}</Note>}
    </div>
  );
}
