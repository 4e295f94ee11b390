/** 256 plain words that are hard to mishear on the telephone: one for each value of a byte. */
export const phraseWords: readonly string[] = `
  acorn actor album amber anchor apple apron arrow autumn badge bakery balcony bamboo banana banjo barley
  basket beacon beaver bench berry bicycle biscuit blanket blossom bonnet border bottle bramble branch
  bread breeze bridge bronze bubble bucket butter button cabin cactus camel camera candle canoe canvas
  captain caravan carbon cargo carpet carrot castle cedar cellar cement cherry chimney cinema circus
  citrus clover coach cobalt coconut coffee comet compass copper coral cotton cradle crayon cricket
  crystal curtain cushion daisy dancer desert diamond dolphin donkey dragon drawer drummer eagle easel
  echo elbow elephant engine falcon feather fennel ferry fiddle finger flannel flute forest fossil
  fountain fox galaxy garden garlic gazelle ginger giraffe glacier goblet gondola granite guitar hammer
  hammock harbour harvest hazel hedge helmet heron honey horizon hotel igloo island ivory jacket jasmine
  jelly jigsaw jungle kangaroo kettle kitchen kitten ladder lagoon lantern laurel lavender lemon leopard
  letter lettuce library lily lizard llama lobster locket lotus magnet mango maple marble market marmot
  meadow melon mirror mitten monkey mosaic mountain muffin museum mustard napkin needle nickel novel
  nutmeg oasis ocean olive onion opera orange orchard otter oyster paddle palace panda paper parrot pasta
  peanut pebble pelican pencil pepper piano picnic pigeon pillow pilot planet plaza pocket poem pony
  poplar potato prairie pumpkin puppet puzzle quartz quilt rabbit radio raven ribbon river robin rocket
  saddle saffron salmon sandal satin saturn scarf school scooter sesame shadow shelter silver sparrow
  spider spinach spoon squirrel stable statue sugar summer sunset tiger tractor turtle violin umbrella
  vanilla velvet village volcano waffle walnut whistle window zebra
`
  .trim()
  .split(/\s+/);
