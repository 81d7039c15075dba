import { useEffect, useState } from "preact/hooks";
import { api, isAbort } from "../api/client";
import { sentenceOf } from "../api/problem";
import type * as contract from "../api/schema";
import { endPause, startPause } from "../api/settled";
import { messages } from "../locale/language";
import { Button } from "../ui/button";
import { SelectField, TextField } from "../ui/field";
import { Note } from "../ui/states";
import { can } from "./session";
import { term, termOptions } from "./terms";
import "./party-finder.css";

const m = messages({
  addParty: ["添加主体", "Add a party"],
  findParty: ["名称或统一社会信用代码", "Name or credit code"],
  noParty: [(text: string) => `没有找到“${text}”。`, (text: string) => `Nothing found for “${text}”.`],
  newParty: [(name: string) => `登记新主体“${name}”`, (name: string) => `Register “${name}”`],
  partyKind: ["类型", "Kind"],
  partyName: ["名称", "Name"],
  creditCode: ["统一社会信用代码（18 位，可不填）", "Credit code (18 characters, optional)"],
  register: ["登记并添加", "Register and add"],
});

type Party = contract.PartyAnswer;

interface Props {
  /** What the party is for; left out: “add a party”. */
  label?: string;
  onPick: (party: { id: number; name_zh: string }) => void;
}

/** Find a registered party by part of its name or code, or register one that is not there. */
export function PartyFinder({ label, onPick }: Props) {
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
    const timer = startPause(() => {
      api
        .get("/api/parties", { query: { q }, signal: question.signal })
        .then((parties) => {
          setFound({ q, parties: parties.slice(0, 8) });
          setFailure(null);
        })
        .catch((error: unknown) => !isAbort(error) && setFailure(sentenceOf(error)));
    }, 250);
    return () => {
      endPause(timer);
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
        label={label ?? m.addParty()}
        placeholder={m.findParty()}
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
          {found.parties.length === 0 && <li class="party-none">{m.noParty(found.q)}</li>}
          {can("party:write") && (
            <li>
              <Button kind="quiet" icon="plus" onClick={() => setRegistering(true)}>
                {m.newParty(found.q)}
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
      const made = await api.post("/api/parties", {
        body: {
          ...entries,
          name_zh: entries.name_zh.trim(),
          credit_code: code || null,
        },
      });
      onDone({ id: made.id!, name_zh: entries.name_zh.trim() });
    } catch (error) {
      setFailure(sentenceOf(error));
      setBusy(false);
    }
  };
  return (
    <fieldset class="party-new">
      <TextField
        label={m.partyName()}
        value={entries.name_zh}
        onValue={(name_zh) => setEntries({ ...entries, name_zh })}
      />
      <SelectField
        label={m.partyKind()}
        value={entries.kind}
        options={termOptions("parties.PartyKind")}
        onValue={(kind) => setEntries({ ...entries, kind })}
      />
      <TextField
        label={m.creditCode()}
        value={entries.credit_code}
        maxLength={18}
        onValue={(credit_code) => setEntries({ ...entries, credit_code })}
      />
      {failure && <Note tone="error">{failure}</Note>}
      <Button busy={busy} disabled={!entries.name_zh.trim()} onClick={register}>
        {m.register()}
      </Button>
    </fieldset>
  );
}
