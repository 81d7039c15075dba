import { useState } from "preact/hooks";
import { sessionExpired } from "../../app/session";
import { zone } from "../../app/zone";
import { inLanguage, language } from "../../locale/language";
import { Button, IconButton } from "../../ui/button";
import { Field, TextField } from "../../ui/field";
import { Icon } from "../../ui/icon";
import { Note } from "../../ui/states";
import { m } from "./messages";
import { signInRefusal, signingIn, trySignIn } from "./sign-in.state";

/** The first thing an officer sees: which zone, one form, and the way out for those without an account. */
export function SignIn() {
  const here = zone.value;
  return (
    <main class="signin">
      <ParcelGround />
      <div class="signin-column">
        <header class="signin-head">
          <img src="/favicon.svg" alt="" width="40" height="40" />
          <h1 class="signin-zone">{inLanguage(here?.name_zh, here?.name_en)}</h1>
          <p class="signin-product">{m.product()}</p>
          <p class="signin-purpose">{m.purpose()}</p>
        </header>
        <SignInForm />
        <a class="signin-public" href="/">
          <Icon name="public" size={20} />
          <span>
            <strong>{m.investor()}</strong>
            <span>{m.investorText()}</span>
          </span>
          <Icon name="chevronRight" />
        </a>
        <footer class="signin-foot">
          {here?.is_demo && <span>{inLanguage(here.notice_zh, here.notice_en)}</span>}
          <button
            type="button"
            class="signin-language"
            lang={language.value === "zh" ? "en" : "zh-CN"}
            onClick={() => {
              language.value = language.value === "zh" ? "en" : "zh";
            }}
          >
            <Icon name="globe" />
            {m.language()}
          </button>
        </footer>
      </div>
    </main>
  );
}

function SignInForm() {
  const [username, setUsername] = useState("");
  const [password, setPassword] = useState("");
  const [shown, setShown] = useState(false);
  const [caps, setCaps] = useState(false);
  const refusal = signInRefusal.value;
  const submit = async (event: Event) => {
    event.preventDefault();
    if (!(await trySignIn(username, password))) setPassword("");
  };
  return (
    <form class="signin-form" onSubmit={submit} noValidate aria-label={m.title()}>
      <h2>{m.title()}</h2>
      {sessionExpired.value && !refusal && <Note tone="warning">{m.expired()}</Note>}
      {refusal && refusal.field === null && <Note tone={refusal.locked ? "warning" : "error"}>{refusal.sentence}</Note>}
      <TextField
        label={m.username()}
        value={username}
        onValue={setUsername}
        error={refusal?.field === "username" ? refusal.sentence : null}
        autocomplete="username"
        autoFocus
      />
      <Field
        label={m.password()}
        error={refusal?.field === "password" ? refusal.sentence : null}
        hint={caps ? m.capsLock() : undefined}
      >
        {(id, describedBy) => (
          <span class="input-box signin-password">
            <input
              // the two kinds have different attributes in the types; this one uses only what both know
              type={(shown ? "text" : "password") as "password"}
              id={id}
              class="input"
              value={password}
              autocomplete="current-password"
              aria-describedby={describedBy}
              onInput={(event) => setPassword(event.currentTarget.value)}
              onKeyUp={(event) => setCaps(event.getModifierState("CapsLock"))}
            />
            <IconButton
              icon={shown ? "eyeOff" : "eye"}
              label={shown ? m.hide() : m.show()}
              pressed={shown}
              onClick={() => setShown(!shown)}
            />
          </span>
        )}
      </Field>
      <Button kind="primary" type="submit" busy={signingIn.value}>
        {m.enter()}
      </Button>
      <p class="field-hint">{m.forgotten()}</p>
    </form>
  );
}

/** Parcels drawn as a quiet ground: what the system is about, without a picture to load. */
function ParcelGround() {
  return (
    <svg class="signin-ground" viewBox="0 0 1200 800" preserveAspectRatio="xMidYMid slice" aria-hidden="true">
      <g fill="none" stroke="currentColor" stroke-width="1.5">
        <path d="M-20 120 L300 90 L620 130 L940 80 L1230 110 M-20 300 L280 270 L610 320 L930 262 L1230 296 M-20 500 L300 470 L600 520 L960 452 L1230 492 M-20 690 L320 662 L610 712 L950 650 L1230 682" />
        <path d="M120 -20 L150 280 L118 820 M300 -20 L290 470 L318 820 M470 -20 L452 300 L480 820 M620 -20 L606 520 L612 820 M790 -20 L776 290 L800 820 M945 -20 L932 452 L952 820 M1090 -20 L1076 280 L1100 820" />
        <path d="M150 180 L295 178 M452 210 L608 218 M776 372 L942 366 M300 570 L470 588 M1076 370 L1230 372 M118 600 L318 580" />
      </g>
      <g fill="currentColor" opacity="0.5">
        <path d="M300 92 L470 111 L456 297 L286 272 Z M945 452 L1084 480 L1096 664 L950 650 Z M120 486 L300 470 L311 663 L118 676 Z" />
      </g>
    </svg>
  );
}
