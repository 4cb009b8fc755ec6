/** Three questions: where they are answered, and what they ask after the first. */
import { body, POST } from "../../shared/api";
import type { MyAnswers } from "../../shared/api.d";
import { t } from "../../shared/language";

export type Answers = Pick<MyAnswers, "about" | "service" | "speed" | "ease" | "text">;

/** Kept once, whoever sends it again. */
export function sendAnswers(answers: Answers): Promise<unknown> {
  const channel = matchMedia("(min-width: 1024px)").matches ? "web" : "mobile";
  return body(POST("/api/me/satisfaction", { body: { ...answers, channel } }));
}

export const speedQuestion = () => t("Puaskah Anda dengan kecepatan kami menanganinya?", "How satisfied are you with how quickly we saw to it?");
export const easeQuestion = () => t("Puaskah Anda dengan kemudahan situs ini?", "How satisfied are you with how easy this site is?");
