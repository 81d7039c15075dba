import { useEffect, useState } from "preact/hooks";
import { api, isAbort } from "../../api/client";
import { sentenceOf } from "../../api/problem";
import { can } from "../../app/session";
import { term, termOptions } from "../../app/terms";
import { Button } from "../../ui/button";
import { SelectField, TextField } from "../../ui/field";
import { Note } from "../../ui/states";
import { em } from "./edit-messages";

interface Party {
  id: number;
  kind: string;
  name_zh: string;
  credit_code: string | null;
}

interface Props {
  onPick: (party: { id: number; name_zh: string }) => void;
}

/** Find a registered party by part of its name or code, or register one that is not there. */
export function PartyFinder({ onPick }: Props) {
  const [text, setText] = useState("");
  const [found, setFound] = useState<{ q: string; parties: Party[] } | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [registering, setRegistering] = useState(false);
  const q = text.trim();
  useEffect(() => {
    if (q.length < 1) {
      setFound(null);
      return;
    }
    const question = new AbortController();
    const timer = window.setTimeout(() => {
      api
        .get<Party[]>("/api/parties", { q }, question.signal)
        .then((parties) => {
          setFound({ q, parties: parties.slice(0, 8) });
          setFailure(null);
        })
        .catch((error: unknown) => !isAbort(error) && setFailure(sentenceOf(error)));
    }, 250);
    return () => {
      window.clearTimeout(timer);
      question.abort();
    };
  }, [q]);
  const pick = (party: { id: number; name_zh: string }) => {
    onPick(party);
    setText("");
    setRegistering(false);
  };
  return (
    <div class="party-finder">
      <TextField
        label={em.addParty()}
        placeholder={em.findParty()}
        value={text}
        onValue={setText}
        type="search"
        autocomplete="off"
      />
      {failure && <Note tone="error">{failure}</Note>}
      {found && !registering && (
        <ul class="party-found">
          {found.parties.map((party) => (
            <li key={party.id}>
              <button type="button" class="menu-item" onClick={() => pick(party)}>
                <span class="menu-label">{party.name_zh}</span>
                <span class="menu-note figure">{party.credit_code ?? term("parties.PartyKind", party.kind)}</span>
              </button>
            </li>
          ))}
          {found.parties.length === 0 && <li class="party-none">{em.noParty(found.q)}</li>}
          {can("party:write") && (
            <li>
              <Button kind="quiet" icon="plus" onClick={() => setRegistering(true)}>
                {em.newParty(found.q)}
              </Button>
            </li>
          )}
        </ul>
      )}
      {registering && <NewParty name={q} onDone={pick} />}
    </div>
  );
}

function NewParty({ name, onDone }: { name: string; onDone: (party: { id: number; name_zh: string }) => void }) {
  const [entries, setEntries] = useState({ name_zh: name, kind: "enterprise", credit_code: "" });
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const register = async () => {
    setBusy(true);
    try {
      const code = entries.credit_code.trim().toUpperCase();
      const made = await api.post<{ id: number }>("/api/parties", {
        ...entries,
        name_zh: entries.name_zh.trim(),
        credit_code: code || null,
      });
      onDone({ id: made.id, name_zh: entries.name_zh.trim() });
    } catch (error) {
      setFailure(sentenceOf(error));
      setBusy(false);
    }
  };
  return (
    <fieldset class="edit-limit party-new">
      <TextField
        label={em.partyName()}
        value={entries.name_zh}
        onValue={(name_zh) => setEntries({ ...entries, name_zh })}
      />
      <SelectField
        label={em.partyKind()}
        value={entries.kind}
        options={termOptions("parties.PartyKind")}
        onValue={(kind) => setEntries({ ...entries, kind })}
      />
      <TextField
        label={em.creditCode()}
        value={entries.credit_code}
        maxLength={18}
        onValue={(credit_code) => setEntries({ ...entries, credit_code })}
      />
      {failure && <Note tone="error">{failure}</Note>}
      <Button busy={busy} disabled={!entries.name_zh.trim()} onClick={register}>
        {em.register()}
      </Button>
    </fieldset>
  );
}
