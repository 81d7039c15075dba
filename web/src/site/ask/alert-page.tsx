import { useState } from "preact/hooks";
import { Problem, sentenceOf } from "../../api/problem";
import { language, messages } from "../../locale/language";
import { Button } from "../../ui/button";
import { TextField } from "../../ui/field";
import { ErrorState, LoadingState, Note } from "../../ui/states";
import { toast } from "../../ui/toast";
import {
  alert,
  alertId,
  alertSecret,
  askForNews,
  confirmNews,
  ended,
  endNews,
  feedAddress,
  search,
  searchToken,
} from "./alert.state";
import { a } from "./messages";

const n = messages({
  title: ["新地块提醒", "News of sites"],
  of: [(name: string) => `保存的查询“${name}”`, (name: string) => `Saved search “${name}”`],
  now: [(count: number) => `目前找到 ${count} 块。`, (count: number) => `It finds ${count} sites at present.`],
  feed: ["订阅源（RSS/Atom）", "Feed (RSS/Atom)"],
  feedText: [
    "把这个地址加到阅读器里，有新地块就会出现。不用留任何信息。",
    "Add this address to a feed reader: new sites appear there. Nothing about you is needed.",
  ],
  copy: ["复制地址", "Copy the address"],
  mail: ["邮件提醒", "Letters"],
  mailText: [
    "有新地块时每晚最多一封。我们先发一封确认信，您点了确认才开始；每封信都能一键退订，退订即删除邮箱。",
    "At most one a night, when something is new. A letter asks you first; nothing is sent before you say yes. Each letter ends it with one press, and your address is deleted.",
  ],
  email: ["邮箱", "E-mail"],
  send: ["同意并发送确认信", "Agree and send the question"],
  sent: [
    "如果这个邮箱还没有订阅，确认信已在发送。请在七天内点确认。",
    "If this address has no subscription yet, the letter is on its way. Please confirm within seven days.",
  ],
  notConfirmed: ["确认后，有新地块时会发信给您。", "Once you confirm, you get a letter when something is new."],
  confirm: ["确认订阅", "Confirm"],
  confirmed: [
    "已确认。接下来：每晚查看一次，有新地块才发信，每晚最多一封；每封信里都有退订链接，也可以在本页退订。",
    "Confirmed. What happens next: the search is run once a night, and you get a letter only when something is new, one a night at most. Each letter has a link to end it, and so has this page.",
  ],
  end: ["退订并删除我的邮箱", "End it and delete my address"],
  ended: [
    "已退订，邮箱已删除，不会再收到邮件。想再收到，请重新保存查询并订阅。",
    "Ended; your address is deleted and no further letter is sent. To receive news again, save the search once more and subscribe.",
  ],
  toSites: ["看公开地块", "See the published sites"],
  noKey: ["链接不完整，请使用完整链接。", "The link is not complete; use the whole link."],
});

/** News of a saved search: its feed and the question for letters; or one subscription, to be confirmed or ended. */
export function AlertPage() {
  const secret = alertId === null ? searchToken : alertSecret;
  return (
    <section class="ask-card" aria-labelledby="news-title">
      <h1 id="news-title">{n.title()}</h1>
      {!secret && <Note tone="warning">{n.noKey()}</Note>}
      {secret && (alertId === null ? <OfSearch /> : <OfSubscription />)}
    </section>
  );
}

function Failure({ error, retry }: { error: unknown; retry: () => void }) {
  const gone = error instanceof Problem && error.status === 404;
  return <ErrorState text={sentenceOf(error)} onRetry={gone ? undefined : retry} />;
}

/** Where a search can be saved anew. */
function ToSites() {
  return (
    <div class="ask-buttons">
      <a class="button button-plain" href={language.value === "en" ? "/?lang=en" : "/"}>
        {n.toSites()}
      </a>
    </div>
  );
}

function OfSearch() {
  const found = search.data.value;
  if (search.error.value !== null) return <Failure error={search.error.value} retry={search.reload} />;
  if (!found) return <LoadingState label={a.loading()} />;
  const copy = () =>
    Promise.resolve()
      .then(() => navigator.clipboard.writeText(feedAddress()))
      .then(() => toast(a.copied()))
      .catch(() => toast(a.copyFailed(), "warning"));
  return (
    <>
      <p>
        {n.of(found.title)} {n.now(found.total)}
      </p>
      <h2>{n.feed()}</h2>
      <p>{n.feedText()}</p>
      <p class="ask-link">
        <a href={feedAddress()}>{feedAddress()}</a>
      </p>
      <div class="ask-buttons">
        <Button icon="copy" onClick={copy}>
          {n.copy()}
        </Button>
      </div>
      <h2>{n.mail()}</h2>
      <p>{n.mailText()}</p>
      <Question />
    </>
  );
}

function Question() {
  const [email, setEmail] = useState("");
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const [done, setDone] = useState(false);
  const send = async (event: Event) => {
    event.preventDefault();
    if (busy || !email.includes("@")) return;
    setBusy(true);
    setFailure(null);
    try {
      await askForNews(email.trim());
      setDone(true);
    } catch (error) {
      setFailure(error);
    }
    setBusy(false);
  };
  if (done) return <Note tone="success">{n.sent()}</Note>;
  return (
    <form class="ask-fields" onSubmit={send} noValidate>
      <TextField
        label={n.email()}
        type="email"
        value={email}
        maxLength={120}
        autocomplete="email"
        onValue={setEmail}
        required
      />
      {failure !== null && <Note tone="error">{sentenceOf(failure)}</Note>}
      <Button kind="primary" type="submit" class="ask-send" busy={busy} disabled={!email.includes("@")}>
        {n.send()}
      </Button>
    </form>
  );
}

function OfSubscription() {
  const [failure, setFailure] = useState<unknown>(null);
  const found = alert.data.value;
  if (ended.value)
    return (
      <>
        <Note tone="success">{n.ended()}</Note>
        <ToSites />
      </>
    );
  if (alert.error.value !== null)
    return (
      <>
        <Failure error={alert.error.value} retry={alert.reload} />
        <ToSites />
      </>
    );
  if (!found) return <LoadingState label={a.loading()} />;
  const run = (act: () => Promise<void>) => () => {
    setFailure(null);
    act().catch(setFailure);
  };
  return (
    <>
      <p>{n.of(found.title)}</p>
      <Note tone={found.is_confirmed ? "success" : "info"}>
        {found.is_confirmed ? n.confirmed() : n.notConfirmed()}
      </Note>
      {failure !== null && <Note tone="error">{sentenceOf(failure)}</Note>}
      <div class="ask-buttons">
        {!found.is_confirmed && (
          <Button kind="primary" icon="check" onClick={run(confirmNews)}>
            {n.confirm()}
          </Button>
        )}
        <Button icon="trash" onClick={run(endNews)}>
          {n.end()}
        </Button>
      </div>
    </>
  );
}
