import { sentenceOf } from "../../api/problem";
import { signOut, user } from "../../app/session";
import { inLanguage } from "../../locale/language";
import { Icon } from "../../ui/icon";
import { Menu } from "../../ui/menu";
import { toast } from "../../ui/toast";
import { m } from "./messages";
import { passwordOpen } from "./password.state";
import { sessionsOpen } from "./sessions.state";

/** Who is at the desk: name, role and parks; change the password, sign out. */
export function UserMenu() {
  const who = user.value;
  if (!who) return null;
  const leave = () => signOut().catch((error: unknown) => toast(m.signOutFailed(sentenceOf(error)), "error"));
  const role = inLanguage(who.role_zh, who.role_en);
  const scope = who.park_codes ? m.onlyParks(who.park_codes.join("、")) : m.allParks();
  return (
    <Menu
      label={`${m.menu()}：${who.display_name}，${role}，${scope}`}
      align="end"
      class="user-menu"
      trigger={
        <>
          <Icon name="user" />
          <span class="user-menu-name not-phone">{who.display_name}</span>
          <Icon name="chevronDown" size={12} />
        </>
      }
      items={[
        { label: `${who.display_name} · ${role}`, note: scope, icon: "user", disabled: true },
        {
          label: m.changePassword(),
          icon: "key",
          separated: true,
          onSelect: () => {
            passwordOpen.value = true;
          },
        },
        {
          label: m.sessions(),
          icon: "history",
          onSelect: () => {
            sessionsOpen.value = true;
          },
        },
        { label: m.signOut(), icon: "signOut", onSelect: leave },
      ]}
    />
  );
}
