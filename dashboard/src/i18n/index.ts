import i18next from "i18next";
import { initReactI18next } from "react-i18next";

/** English texts are the keys; another language is a table loaded when it is chosen. */
export const LANGUAGES = { en: "English", de: "Deutsch" } as const;
export type Language = keyof typeof LANGUAGES;

const KEPT = "stationmaster.language";
const tables: Partial<Record<Language, () => Promise<{ default: Record<string, string> }>>> = {
  de: () => import("./de.json"),
};

function isLanguage(text: string | null | undefined): text is Language {
  return text != null && text in LANGUAGES;
}

function preferred(): Language {
  const kept = localStorage.getItem(KEPT);
  if (isLanguage(kept)) return kept;
  return navigator.languages.map((one) => one.slice(0, 2)).find(isLanguage) ?? "en";
}

export async function start(): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: "en",
    fallbackLng: false,
    keySeparator: false,
    nsSeparator: false,
    returnEmptyString: false,
    interpolation: { escapeValue: false }, // React escapes
    resources: {},
    react: { useSuspense: false },
  });
  await apply(preferred());
}

async function apply(language: Language): Promise<void> {
  const table = tables[language];
  if (table && !i18next.hasResourceBundle(language, "translation")) {
    i18next.addResourceBundle(language, "translation", (await table()).default);
  }
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}

export function chooseLanguage(language: Language): Promise<void> {
  localStorage.setItem(KEPT, language);
  return apply(language);
}
