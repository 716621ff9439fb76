/** Where it is, in words. */

interface Placed {
  region: { name: string } | null
  address: string | null
}

/** The region before the address, unless it stands in the address already. */
export const placeWords = ({ region, address }: Placed): string =>
  region && address?.includes(region.name) ? address : [region?.name, address].filter(Boolean).join(' · ')
