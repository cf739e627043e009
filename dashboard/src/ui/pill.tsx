import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { type Tone, toneOf } from "./tones";
import { wordsOf } from "./words";

interface Props {
  /** A state's word of the API; its tone and its text follow from it. */
  word: string;
  tone?: Tone;
  before?: ReactNode;
  after?: ReactNode;
  pulse?: boolean;
}

export function Pill({ word, tone = toneOf(word), before, after, pulse }: Props) {
  const { t } = useTranslation();
  return (
    <span className={`pill dot tone-${tone}${pulse ? " pulse" : ""}`}>
      {before}
      {t(wordsOf(word))}
      {after}
    </span>
  );
}
