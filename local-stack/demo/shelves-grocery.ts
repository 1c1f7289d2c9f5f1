import { piece, prices, words, type Shelf } from './catalog-words.ts';

export const groceryShelves: readonly Shelf[] = [
  {
    category: 'Pantry',
    groups: [
      piece('zero', {
        products: prices(`
          basmati rice 299, long-grain rice 219, risotto rice 329, couscous 249, quinoa 449,
          bulgur wheat 239, red lentils 229, green lentils 239, chickpeas 199, black beans 209,
          split peas 179`),
        variants: words('Everyday, Organic, Wholegrain, Quick-cook, Select'),
        sizes: prices('500 g 60, 1 kg 100, 2 kg 185, 5 kg 420'),
      }),
      piece('zero', {
        products: prices(`
          spaghetti 149, penne 149, fusilli 149, tagliatelle 189, lasagne 199, macaroni 139,
          egg noodles 179, rice noodles 189`),
        variants: words('Durum, Wholewheat, Organic, Gluten-free, Bronze-cut'),
        sizes: prices('250 g 60, 500 g 100, 1 kg 180'),
      }),
      piece('zero', {
        products: prices(`
          flour 179, bread flour 209, sugar 169, brown sugar 199, porridge oats 219, granola 399,
          muesli 349, cornflakes 279`),
        variants: words('Everyday, Organic, Fine, Golden, Stoneground, Family'),
        sizes: prices('500 g 60, 1 kg 100, 1.5 kg 140'),
      }),
    ],
  },
  {
    category: 'Tins & jars',
    groups: [
      piece('zero', {
        products: prices(`
          tomatoes 99, baked beans 109, kidney beans 99, sweetcorn 119, garden peas 99, peaches 159,
          pineapple rings 149, tuna chunks 199, sardines 169, coconut milk 179`),
        variants: words('Chopped, Whole, Reduced-salt, Organic, Value, Select'),
        sizes: prices('200 g 65, 400 g 100, 800 g 180'),
      }),
      piece('zero', {
        products: prices('soup 219, pasta sauce 239, curry sauce 259, pesto 289, salsa 229'),
        variants: words('Tomato, Basil, Roast pepper, Mild, Spicy, Garlic, Mushroom, Vegetable'),
        sizes: prices('190 g 70, 350 g 100, 500 g 135'),
      }),
      piece('zero', {
        products: prices('jam 249, marmalade 269, fruit spread 289, jelly 229, chutney 299, compote 319'),
        variants: words('Strawberry, Raspberry, Orange, Apricot, Blackcurrant, Rhubarb, Plum, Ginger'),
        sizes: prices('190 g 70, 340 g 100, 454 g 125'),
      }),
    ],
  },
  {
    category: 'Oils, herbs & spices',
    groups: [
      piece('zero', {
        products: prices('olive oil 699, sunflower oil 299, rapeseed oil 349, sesame oil 499'),
        variants: words('Extra virgin, Cold-pressed, Organic, Light, Everyday'),
        sizes: prices('250 ml 45, 500 ml 75, 1 l 100'),
      }),
      piece('zero', {
        products: prices(`
          cider vinegar 229, malt vinegar 149, balsamic vinegar 399, soy sauce 249, mustard 199,
          mayonnaise 279, ketchup 249`),
        variants: words('Everyday, Organic, Mild, Extra strong, Light'),
        sizes: prices('150 ml 60, 300 ml 100, 500 ml 150'),
      }),
      piece('zero', {
        products: prices(`
          paprika 149, cumin 149, turmeric 159, cinnamon 169, oregano 139, basil 139, thyme 149,
          black pepper 189, chilli flakes 159, curry powder 169, cloves 199, sea salt 129`),
        variants: words('Ground, Whole, Smoked, Organic, Crushed'),
        sizes: prices('40 g 100, 100 g 190, 250 g 390'),
      }),
    ],
  },
  {
    category: 'Sweets & snacks',
    groups: [
      piece('standard', {
        products: prices(`
          chocolate bar 179, truffles 499, pralines 549, chocolate buttons 199, fudge 299, toffees 249`),
        variants: words('Milk, Dark, White, Hazelnut, Mint, Orange, Salted caramel'),
        sizes: prices('45 g 55, 100 g 100, 200 g 180, gift box 320'),
      }),
      piece('standard', {
        products: prices(
          'jelly sweets 169, lollipops 149, chewing gum 129, boiled sweets 149, liquorice 159',
        ),
        variants: words('Fruit, Sour, Mint, Cherry, Sugar-free'),
        sizes: prices('45 g 55, 100 g 100, 200 g 180'),
      }),
      piece('standard', {
        products: prices(`
          crisps 199, tortilla chips 219, popcorn 179, crackers 229, pretzels 189, peanuts 209,
          cashews 399, almonds 379, trail mix 349, biscuits 169, cookies 239`),
        variants: words(`
          Salted, Unsalted, Cheese & onion, Paprika, Sweet chilli, Sour cream, Smoky, Honey-roast`),
        sizes: prices('50 g 50, 150 g 100, 300 g 175'),
      }),
    ],
  },
  {
    category: 'Drinks',
    groups: [
      piece('standard', {
        products: prices(`
          still water 89, sparkling water 99, lemonade 149, cola 169, ginger ale 159, tonic water 159,
          iced tea 179, cordial 249`),
        variants: words('Lemon, Lime, Elderflower, Cherry, Sugar-free, Classic, Peach'),
        sizes: prices('330 ml 60, 500 ml 75, 1.5 l 130, 2 l 150'),
      }),
      piece('standard', {
        products: prices('juice 249, smoothie 329, nectar 219, energy drink 199'),
        variants: words('Orange, Apple, Cranberry, Mango, Pineapple, Tomato, Tropical, Berry'),
        sizes: prices('250 ml 55, 750 ml 90, 1 l 100'),
      }),
      piece('zero', {
        products: prices(`
          coffee 599, instant coffee 549, coffee beans 799, black tea 349, green tea 379,
          herbal tea 329, cocoa 399`),
        variants: words('Breakfast, Decaf, Strong, Mild, Organic, Single-origin, Evening'),
        sizes: prices('small 60, medium 100, large 185'),
      }),
    ],
  },
  {
    category: 'Frozen',
    groups: [
      piece('zero', {
        products: prices(`
          peas 199, sweetcorn 209, chips 279, potato wedges 269, mixed berries 349, fish fingers 399,
          fish fillets 599, vegetable mix 239, spinach 199`),
        variants: words('Garden, Steam-fresh, Organic, Crispy, Family, Petite'),
        sizes: prices('450 g 70, 750 g 100, 1.5 kg 180'),
      }),
      piece('standard', {
        products: prices('ice cream 449, sorbet 399, gelato 549, ice lollies 329, frozen yoghurt 399'),
        variants: words('Vanilla, Chocolate, Strawberry, Pistachio, Lemon, Mango, Salted caramel, Coffee'),
        sizes: prices('500 ml 75, 900 ml 100, 4-pack 85'),
      }),
    ],
  },
];
