import type { IpcError, OutletChoice, OutletProfile, OutletRemark, OutletRow } from "../../ipc/client";
import type { Handlers } from "./commands";
import type { FakeDesk } from "./desk";
import { SETTINGS } from "./settings";

interface FakeOutlet {
  profile: OutletProfile;
  about: string;
  own: boolean;
}

const profileOf = (change: Partial<OutletProfile>): OutletProfile => ({ ...structuredClone(SETTINGS.profile), ...change });

/** The outlets on the desk in memory: those that are shipped, and the desk's own, which stand before one of their key. */
export class FakeOutlets {
  readonly own = new Map<string, FakeOutlet>();
  readonly shipped: ReadonlyMap<string, FakeOutlet> = new Map<string, FakeOutlet>([
    ["longshore", { profile: profileOf({ name: "Longshore", tagline: "A magazine of the coast" }), about: "a web magazine", own: false }],
    ["plain-wire", { profile: profileOf({ name: "Harbour Wire" }), about: "a wire service", own: false }],
    ["the-daily", {
      profile: profileOf({
        name: "The Daily", tagline: "Read the World Today", date_pattern: "{month} {day}. {year}. {hour}:{minute}", length: { usual: 800, low: 700, high: 900, most: 1100 },
        headlines: { print: 60, print_lines: 3, web: 70, social: 90, kicker: 24 }, required: ["headline", "standfirst", "byline"],
        handover: { filed: { needs: ["headline", "byline", "author_note"] }, approved: { needs: ["length", "furniture", "no_open_query"] } },
      }), about: "a broadsheet newspaper", own: false,
    }],
  ]);

  get all(): ReadonlyMap<string, FakeOutlet> {
    return new Map([...this.shipped, ...this.own]);
  }
  choice(key: string): OutletChoice {
    const found = this.all.get(key);
    return { key, name: found?.profile.name ?? "", missing: key !== "" && !found };
  }
  row(key: string): OutletRow {
    const { profile, about, own } = this.all.get(key)!;
    return { key, name: profile.name, about, own };
  }
  named(key: string): FakeOutlet {
    const found = this.all.get(key);
    if (!found) throw { code: "not_found", message: `No outlet is called “${key}”. Nothing was changed.` } satisfies IpcError;
    return found;
  }
  keep(key: string, profile: OutletProfile, overShipped: boolean): OutletRow {
    const stem = profile.name.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "") || "outlet";
    let free = key || stem;
    for (let n = 2; key === "" && this.all.has(free); n++) free = `${stem}-${n}`;
    if (!overShipped && !this.own.has(free) && this.shipped.has(free)) throw { code: "bad_input", message: "It is shipped with the program and stays as it is. Nothing was changed." } satisfies IpcError;
    this.own.set(free, { profile, about: profile.tagline, own: true });
    return this.row(free);
  }
}

/** What the desk says of a profile, as far as the flow tests look. */
function remarksOn({ length, page }: OutletProfile): OutletRemark[] {
  const out: OutletRemark[] = [];
  if (length.low > length.high && length.high > 0) out.push({ key: "length", sentence: `The fewest words (${length.low}) are more than the most (${length.high}).` });
  if (length.usual > 0 && (length.usual < length.low || (length.high > 0 && length.usual > length.high))) out.push({ key: "length.usual", sentence: "The usual length is not within the band." });
  if (!/^#[0-9a-f]{6}$/i.test(page.accent)) out.push({ key: "page.accent", sentence: "A colour is # and six digits, as #8c1d18." });
  return out;
}

type Names = "outlet_list" | "outlet_get" | "outlet_check" | "outlet_keep" | "outlet_remove" | "outlet_import" | "outlet_export" | "dialog_outlet";

export function outletsOf(outlets: FakeOutlets, desk: FakeDesk): Pick<Handlers, Names> {
  return {
    outlet_list: () => [...outlets.all.keys()].map((key) => outlets.row(key)).sort((a, b) => Number(a.own) - Number(b.own) || a.key.localeCompare(b.key)),
    outlet_get({ key }) {
      const { profile, own } = outlets.named(key);
      return { key, own, profile, remarks: remarksOn(profile) };
    },
    outlet_check: remarksOn,
    outlet_keep({ key, profile, comes_back }) {
      desk.write();
      return outlets.keep(key, profile, comes_back);
    },
    outlet_remove({ key }) {
      desk.write();
      outlets.named(key);
      outlets.own.delete(key);
      return null;
    },
    outlet_import({ path, force }) {
      const key = path.split("/").pop()!.replace(/\.toml$/, "");
      if (outlets.all.has(key) && !force) throw { code: "exists", message: `“${key}.toml” exists. It was not replaced.` } satisfies IpcError;
      return outlets.keep(key, profileOf({ name: "The Lantern", tagline: "Light on the water" }), true);
    },
    outlet_export: ({ path }) => ({ path, bytes: 900 }),
    dialog_outlet: () => "/desk/letters/the-lantern.toml",
  };
}
