import type { LookScreen } from "../../../../../findings/screens/look.ts";
import { steppedLook, type LookStrip } from "../../../../../findings/screens/look-strip.ts";
import { linedUpPair, type LinedUpPair } from "../../../../../findings/screens/look-words.ts";
import type { Shared, Styled } from "../../../picture/compare.ts";
import type { PictureFrame } from "../../../picture/frame.ts";
import { router } from "../../router.svelte.ts";
import { modeOfText, type CompareMode, type Tones } from "./address.ts";
import type { OpenedLooks } from "./opened-looks.ts";
import { styleOf } from "./styled.ts";

/** How long each of two blinking pictures stands, in milliseconds. */
const blinkMs = 700;

export interface ComparisonOptions {
  readonly looks: OpenedLooks;
  /** The look that is shown, and the looks of its site. */
  readonly screen: () => LookScreen | null;
  readonly strip: () => LookStrip | null;
  readonly frame: () => PictureFrame | null;
  readonly tones: () => Tones;
  /** Gives a question whether another look was asked for since. */
  readonly outdated: () => () => boolean;
  /** Something of what is shown together has changed. */
  readonly changed: () => void;
  /** The share was moved: it is written into the address soon. */
  readonly moved: () => void;
  readonly failed: (error: unknown) => void;
  readonly goTo: (look: string) => void;
}

/** Another look beside the one that is shown, and how the two are shown together. */
export class Comparison {
  /** The other look; null while there is none. */
  other = $state.raw<LookScreen | null>(null);
  mode = $state<CompareMode>("swipe");
  /** Where the line of the swipe stands, or how much of the second look is faded in. */
  share = $state(0.5);
  /** Whether it is the second look that blinks now. */
  second = $state(false);
  #styled: Styled | null = null;
  #blink: ReturnType<typeof setInterval> | null = null;
  readonly #options: ComparisonOptions;

  constructor(options: ComparisonOptions) {
    this.#options = options;
    this.mode = modeOfText(router.query.get("mode"));
    const share = Number(router.query.get("share") ?? 0.5);
    this.share = share >= 0 && share <= 1 ? share : 0.5;
  }

  /** The other look's picture, once it is there. */
  get styled(): Styled | null {
    return this.#styled;
  }

  get pair(): LinedUpPair | null {
    const screen = this.#options.screen();
    return screen === null || this.other === null ? null : linedUpPair(screen, this.other);
  }

  /** How the two share one view. */
  get shared(): Shared {
    return this.mode === "blink"
      ? { mode: "blink", second: this.second }
      : { mode: this.mode === "fade" ? "fade" : "swipe", share: this.share };
  }

  /** Where the line between the two stands in the view, from 0 to 1; null where there is none. */
  get line(): number | null {
    return this.other !== null && this.#styled !== null && this.mode === "swipe" ? this.share : null;
  }

  /** The part of one view's width in which each of the two is seen; null for none of it. */
  partOf(which: "first" | "second"): readonly [from: number, to: number] | null {
    const whole = [0, 1] as const;
    if (this.#styled === null || this.mode === "side") return which === "first" ? whole : null;
    if (this.mode === "swipe") return which === "first" ? [0, this.share] : [this.share, 1];
    const isSecond = this.mode === "blink" ? this.second : this.share > 0.5;
    return isSecond === (which === "second") ? whole : null;
  }

  /** What of it stands in the address: the share where it is not the usual one. */
  get shareText(): string | null {
    const isShared = this.other !== null && (this.mode === "swipe" || this.mode === "fade");
    return isShared && this.share !== 0.5 ? this.share.toFixed(3) : null;
  }

  /** Shows the look that the address names beside this one; null for none. */
  async read(id: string | null): Promise<void> {
    if (id === null || id === "" || id === this.#options.screen()?.id) return;
    const isOutdated = this.#options.outdated();
    try {
      const other = await this.#options.looks.screen(id);
      if (isOutdated()) return;
      this.other = other;
      await this.restyle();
      this.#startBlink();
    } catch (error) {
      this.#options.failed(error);
      router.write({ with: null });
    }
  }

  /** Reads what is said of the other look anew. */
  async reread(): Promise<void> {
    if (this.other !== null) this.other = await this.#options.looks.screen(this.other.id);
  }

  /** Styles the other look's picture by the tones that both share. */
  async restyle(): Promise<void> {
    const { other } = this;
    const frame = this.#options.frame();
    this.#styled = null;
    if (other !== null && frame !== null) {
      const picture = await this.#options.looks.picture(other, frame);
      if (picture !== null && other === this.other)
        this.#styled = { picture, style: await styleOf(picture, this.#options.tones()) };
    }
    this.#options.changed();
  }

  /** Compares with another look; null ends it. */
  with(id: string | null): void {
    router.write({ with: id, ...(id === null ? { mode: null, share: null } : {}) });
    this.other = null;
    if (id !== null) return void this.read(id);
    this.#styled = null;
    this.#stopBlink();
    this.#options.changed();
  }

  /** Compares with the look before this one; the one after where it is the first. */
  withUsual(): void {
    const [strip, screen] = [this.#options.strip(), this.#options.screen()];
    if (strip === null || screen === null) return;
    const other =
      steppedLook(strip, screen.id, -1, "usable") ??
      steppedLook(strip, screen.id, 1, "usable") ??
      strip.looks.find((l) => l.picture && l.id !== screen.id);
    if (other !== undefined && other !== null) this.with(other.id);
  }

  /** Each in the other's place. */
  swap(): void {
    const screen = this.#options.screen();
    const { other } = this;
    if (screen === null || other === null) return;
    this.other = null;
    this.#styled = null;
    router.write({ with: screen.id });
    this.#options.goTo(other.id);
  }

  setMode(mode: CompareMode): void {
    this.mode = mode;
    router.write({ mode: mode === "swipe" ? null : mode });
    if (this.other === null) this.withUsual();
    this.#startBlink();
    this.#options.changed();
  }

  setShare(share: number): void {
    this.share = Math.min(1, Math.max(0, share));
    this.#options.moved();
    this.#options.changed();
  }

  #startBlink(): void {
    this.#stopBlink();
    if (this.mode !== "blink" || this.other === null) return;
    this.#blink = setInterval(() => {
      this.second = !this.second;
      this.#options.changed();
    }, blinkMs);
  }

  #stopBlink(): void {
    if (this.#blink !== null) clearInterval(this.#blink);
    this.#blink = null;
    this.second = false;
  }

  close(): void {
    if (this.#blink !== null) clearInterval(this.#blink);
  }
}
