import { Component, type ReactNode } from "react";
import { Unread } from "../ui/states";

/** One broken page does not take the others with it. */
export class Boundary extends Component<{ children: ReactNode }, { error: unknown }> {
  override state = { error: null as unknown };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override render() {
    const { error } = this.state;
    if (!error) return this.props.children;
    return <Unread error={error} retry={() => window.location.reload()} />;
  }
}
