/// <reference types="vite/client" />
import type { PhoneStats } from './phone/phone';

declare global {
  interface Window {
    /** RTP packet counters of the current call; statistics only. */
    __phoneStats?: () => Promise<PhoneStats>;
  }
}
