import { useState } from "preact/hooks";
import { sentenceOf } from "../../api/problem";
import { can } from "../../app/session";
import { inLanguage } from "../../locale/language";
import { Button } from "../../ui/button";
import { Badge } from "../../ui/chips";
import { TextField } from "../../ui/field";
import { Note } from "../../ui/states";
import { firstReplies, otherChoice, type Reply, readReplies } from "./answers";
import { m } from "./messages";
import { answerSurvey } from "./survey.state";
import type { Question, Survey } from "./types";

/** What only a person can decide, each choice with the place where the file would fall. */
export function Questions({ survey }: { survey: Survey }) {
  const [replies, setReplies] = useState(() => firstReplies(survey.questions));
  const [missing, setMissing] = useState<Record<string, string>>({});
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const send = async (event: Event) => {
    event.preventDefault();
    const read = readReplies(survey.questions, replies);
    setMissing(read.missing);
    if (Object.keys(read.missing).length > 0) return;
    setBusy(true);
    try {
      await answerSurvey(survey.id, read.answers);
    } catch (error) {
      setFailure(sentenceOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <form class="survey-section survey-questions" onSubmit={send} noValidate>
      <h4>{m.questions()}</h4>
      {survey.questions.map((question) => (
        <Ask
          key={question.code}
          question={question}
          reply={replies[question.code] ?? { value: "", other: "" }}
          error={missing[question.code]}
          onReply={(reply) => setReplies({ ...replies, [question.code]: reply })}
        />
      ))}
      {failure && <Note tone="error">{failure}</Note>}
      {can("survey:upload") ? (
        <Button kind="primary" type="submit" busy={busy}>
          {m.answer()}
        </Button>
      ) : (
        <p class="quiet">{m.readOnly()}</p>
      )}
    </form>
  );
}

interface AskProps {
  question: Question;
  reply: Reply;
  error: string | undefined;
  onReply: (reply: Reply) => void;
}

function Ask({ question, reply, error, onReply }: AskProps) {
  const { code, choices, suggestion } = question;
  const typed = code === "crs" ? m.other() : code === "field_map" ? m.prefix() : null;
  return (
    <fieldset class="survey-question">
      <legend>{inLanguage(question.message_zh, question.message_en)}</legend>
      {choices.map(({ value, label_zh, hint_zh }) => (
        <label key={value} class="survey-choice">
          <input
            type="radio"
            name={`question-${code}`}
            checked={reply.value === value}
            onChange={() => onReply({ ...reply, value })}
          />
          <span>
            {label_zh} {value === suggestion && <Badge tone="accent">{m.suggested()}</Badge>}
            {hint_zh && <span class="survey-hint">{hint_zh}</span>}
          </span>
        </label>
      ))}
      {typed && (
        <label class="survey-choice">
          <input
            type="radio"
            name={`question-${code}`}
            checked={reply.value === otherChoice}
            onChange={() => onReply({ ...reply, value: otherChoice })}
          />
          <span>{typed}</span>
        </label>
      )}
      {typed && reply.value === otherChoice && (
        <TextField
          label={code === "crs" ? m.epsg() : m.prefix()}
          hint={code === "field_map" ? m.prefixHint() : undefined}
          value={reply.other}
          placeholder={code === "crs" ? "4526" : "P4-N"}
          onValue={(other) => onReply({ ...reply, other })}
        />
      )}
      {error && (
        <p class="field-error" role="alert">
          {error}
        </p>
      )}
    </fieldset>
  );
}
