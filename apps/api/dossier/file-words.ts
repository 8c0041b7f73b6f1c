const TYPES: Readonly<Record<string, string>> = {
  'application/pdf': 'PDF',
  'application/vnd.oasis.opendocument.presentation': 'Présentation ODP',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'Présentation PPTX',
  'image/png': 'Image PNG',
  'image/jpeg': 'Image JPEG',
  'image/webp': 'Image WebP',
};

export const fileType = (mediaType: string): string => TYPES[mediaType] ?? 'Fichier';

const figures = new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 1 });

/** `340 ko`, `2,4 Mo`: what people weigh before they download. */
export function fileSize(bytes: number): string {
  if (bytes < 1024 * 1024) return `${Math.max(1, Math.round(bytes / 1024))}\u00A0ko`;
  return `${figures.format(bytes / (1024 * 1024))}\u00A0Mo`;
}
