import { Component, type ErrorInfo, Fragment, type ReactNode } from 'react';

interface ErrorBoundaryProps {
  readonly children: ReactNode;
  readonly fallback: ReactNode;
  /** Names what the children show: where they could not be drawn, they are tried again when it changes. */
  readonly resetKey?: string;
}

interface ErrorBoundaryState {
  /** Times that drawing what `resetKey` names has failed. */
  readonly crashes: number;
  /** True between a failure and what comes of it. */
  readonly failing: boolean;
  readonly resetKey: string | undefined;
}

/**
 * Shows `fallback` where its children could not be drawn. They are first drawn once from scratch: what they held of what
 * was shown before may not fit what is shown now.
 */
export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { crashes: 0, failing: false, resetKey: this.props.resetKey };

  static getDerivedStateFromProps({ resetKey }: ErrorBoundaryProps, state: ErrorBoundaryState) {
    return resetKey === state.resetKey ? null : { crashes: 0, failing: false, resetKey };
  }

  static getDerivedStateFromError() {
    return { failing: true };
  }

  override componentDidCatch(error: Error, info: ErrorInfo): void {
    console.error(error, info.componentStack);
    this.setState(({ crashes }) => ({ crashes: crashes + 1, failing: false }));
  }

  override render(): ReactNode {
    const { crashes, failing } = this.state;
    if (failing) return null;
    return crashes > 1 ? this.props.fallback : <Fragment key={crashes}>{this.props.children}</Fragment>;
  }
}
