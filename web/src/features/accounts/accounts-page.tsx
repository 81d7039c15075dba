import { sentenceOf } from "../../api/problem";
import { user } from "../../app/session";
import { term } from "../../app/terms";
import { parkName } from "../../app/zone";
import { formatInstant } from "../../locale/date";
import { Button } from "../../ui/button";
import { Badge } from "../../ui/chips";
import { confirmed } from "../../ui/dialog";
import { ErrorState, LoadingState } from "../../ui/states";
import { toast } from "../../ui/toast";
import type { Account } from "./account-entries";
import { AccountForm } from "./account-form";
import { accounts, dialog, setActive } from "./accounts.state";
import { m } from "./messages";
import { ResetForm } from "./reset-form";
import "./accounts.css";

/** 账号管理: who may sign in, in which role, for which parks. */
export function AccountsPage() {
  const list = accounts.data.value;
  const error = accounts.error.value;
  const open = dialog.value;
  return (
    <div class="page">
      <header class="page-head">
        <div>
          <h2>{m.accounts()}</h2>
          <p class="quiet">{m.intro()}</p>
        </div>
        <Button
          kind="primary"
          icon="plus"
          onClick={() => {
            dialog.value = { kind: "new" };
          }}
        >
          {m.add()}
        </Button>
      </header>
      {error !== null && <ErrorState text={sentenceOf(error)} onRetry={accounts.reload} />}
      {!list && error === null && <LoadingState />}
      {list && <AccountTable list={list} />}
      {open?.kind === "new" && <AccountForm account={null} />}
      {open?.kind === "edit" && <AccountForm account={open.account} />}
      {open?.kind === "reset" && <ResetForm account={open.account} />}
    </div>
  );
}

function AccountTable({ list }: { list: Account[] }) {
  const titles = [m.username(), m.name(), m.role(), m.parks(), m.status(), m.lastSeen(), m.actions()];
  return (
    <div class="page-card page-scroll">
      <table class="page-table">
        <thead>
          <tr>
            {titles.map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {list.map((account) => (
            <AccountRow key={account.id} account={account} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function AccountRow({ account }: { account: Account }) {
  const own = account.id === user.value?.id;
  const toggle = async () => {
    const { username, is_active } = account;
    if (
      is_active &&
      !(await confirmed({
        title: m.deactivateTitle(username),
        text: m.deactivateText(account.display_name),
        confirm: m.deactivate(),
        tone: "danger",
      }))
    )
      return;
    try {
      await setActive(account, !is_active);
      toast(m.changed(username));
    } catch (error) {
      toast(sentenceOf(error), "error");
    }
  };
  return (
    <tr class={account.is_active ? undefined : "is-inactive"}>
      <th scope="row">
        {account.username} {own && <Badge>{m.you()}</Badge>}
      </th>
      <td>{account.display_name}</td>
      <td>{term("auth.Role", account.role)}</td>
      <td>{account.all_parks ? m.allParks() : account.park_codes.map(parkName).join("、") || "—"}</td>
      <td>
        <Status account={account} />
      </td>
      <td class="figure">{account.last_seen_at ? formatInstant(account.last_seen_at) : m.never()}</td>
      <td class="page-actions">
        <Button
          kind="quiet"
          icon="edit"
          onClick={() => {
            dialog.value = { kind: "edit", account };
          }}
        >
          {m.edit()}
        </Button>
        <Button
          kind="quiet"
          icon="key"
          onClick={() => {
            dialog.value = { kind: "reset", account };
          }}
        >
          {m.reset()}
        </Button>
        <Button kind="quiet" icon={account.is_active ? "ban" : "check"} disabled={own} onClick={toggle}>
          {account.is_active ? m.deactivate() : m.activate()}
        </Button>
      </td>
    </tr>
  );
}

function Status({ account }: { account: Account }) {
  if (!account.is_active) return <Badge>{m.inactive()}</Badge>;
  return (
    <span class="page-badges">
      {account.is_locked ? <Badge tone="danger">{m.locked()}</Badge> : <Badge tone="success">{m.active()}</Badge>}
      {account.must_change_password && <Badge tone="warning">{m.mustChange()}</Badge>}
    </span>
  );
}
