// The View's new fields, until the engine has them.
import "./engine/types";

declare module "./engine/types" {
  interface Echo {
    who: string;
    html: string;
  }
  interface View {
    echoes?: Echo[];
    chair?: { who: string; title: string; html: string };
    spent?: string;
  }
  interface Item {
    say?: true;
  }
  interface Line {
    acts?: string[];
  }
  interface Explained {
    consequence?: string;
    why?: string;
    yours?: string;
    protects?: string;
    costs?: string;
  }
  interface Feedback {
    yours?: string;
  }
}
