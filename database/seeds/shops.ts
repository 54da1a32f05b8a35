import type { IndianState } from '../../contracts/src/indian-states.ts';

/** Uploads used this month: a number, `last` with one left, `full` with none. */
export type Usage = number | 'last' | 'full';

/**
 * One account of the demo. `n` is its lasting name, and the end of its number: +91 90000 00000 plus n. From 101 on the
 * stand-in sends random codes to it; 1, 2, 3 and 99 always get 424242.
 */
export type Shop = readonly [
  n: number,
  shopName: string | null,
  ownerName: string | null,
  city: string | null,
  state: IndianState | null,
  pincode: string | null,
  language: 'en' | 'hi',
  plan: 'free' | 'premium',
  createdDaysAgo: number,
  lastLoginDaysAgo: number,
  used: Usage,
];

export const ADMIN: Shop = [
  99,
  'BharatPrint',
  'Demo admin',
  'New Delhi',
  'Delhi',
  '110001',
  'en',
  'free',
  450,
  1,
  0,
];

/** The first three are who a developer signs in as. */
export const SHOPS: readonly Shop[] = [
  [1, 'Asha Digital Prints', 'Asha Kulkarni', 'Pune', 'Maharashtra', '411001', 'en', 'premium', 400, 0, 164],
  [2, 'Sharma Prints', 'Ravi Sharma', 'Jaipur', 'Rajasthan', '302001', 'hi', 'free', 320, 1, 'last'],
  [3, 'Meena Xerox & Binding', 'Meena Iyer', 'Chennai', 'Tamil Nadu', '600017', 'en', 'free', 350, 2, 'full'],

  [101, 'Om Sai Xerox', 'Prakash Jadhav', 'Nashik', 'Maharashtra', '422001', 'hi', 'free', 300, 3, 12],
  [102, 'Ganesh Printing Press', 'Vikas Patil', 'Kolhapur', 'Maharashtra', '416003', 'en', 'free', 210, 9, 4],
  [103, 'Asha Digital Prints', 'Sunil Kulkarni', 'Pune', 'Maharashtra', '411001', 'en', 'free', 8, 6, 2],
  [104, 'गणेश प्रिंटर्स', 'संजय देशमुख', 'Nagpur', 'Maharashtra', '440012', 'hi', 'free', 190, 5, 'full'],
  [105, 'Rajwadi Prints', 'Mahendra Rathore', 'Udaipur', 'Rajasthan', '313001', 'en', 'free', 250, 14, 7],
  [106, 'शर्मा फोटोकॉपी सेंटर', 'दिनेश शर्मा', 'Kota', 'Rajasthan', '324007', 'hi', 'free', 160, 21, 'last'],
  [107, 'Sharma Prints', 'Ramesh Sharma', 'Jaipur', 'Rajasthan', '302001', 'hi', 'free', 75, 58, 0],
  [108, 'Marudhar Offset', 'Bhanwar Lal Soni', 'Jodhpur', 'Rajasthan', '342001', 'hi', 'premium', 280, 4, 88],
  [109, 'Sri Murugan Xerox', 'K. Senthil Kumar', 'Madurai', 'Tamil Nadu', '625001', 'en', 'free', 330, 11, 9],
  [110, 'Kovai Digital', 'Kavitha Raman', 'Coimbatore', 'Tamil Nadu', '641001', 'en', 'premium', 240, 1, 499],
  [111, 'Annai Printers', 'Anbu Selvan', 'Tiruchirappalli', 'Tamil Nadu', '620001', 'en', 'free', 140, 33, 0],
  [112, 'Nandini Xerox', 'Manjunath Gowda', 'Bengaluru', 'Karnataka', '560004', 'en', 'premium', 310, 0, 231],
  [113, 'Mysuru Colour Lab', 'Sowmya Hegde', 'Mysuru', 'Karnataka', '570001', 'en', 'free', 175, 18, 5],
  [114, 'Coastal Prints', 'Ganesh Shetty', 'Mangaluru', 'Karnataka', '575001', 'en', 'free', 120, 47, 0],
  [115, 'Charminar Prints', 'Imran Ali', 'Hyderabad', 'Telangana', '500002', 'en', 'premium', 290, 2, 'full'],
  [116, 'Kakatiya Xerox', 'Swathi Reddy', 'Warangal', 'Telangana', '506002', 'en', 'free', 95, 7, 'full'],
  [117, 'Vizag Prints', 'Srinu Rao', 'Visakhapatnam', 'Andhra Pradesh', '530002', 'en', 'free', 225, 16, 8],
  [118, 'Balaji Printers', 'Lakshmi Devi', 'Tirupati', 'Andhra Pradesh', '517501', 'en', 'free', 60, 10, 3],
  [119, 'Auro Copiers', 'Selvi Arumugam', 'Puducherry', 'Puducherry', '605001', 'en', 'free', 270, 72, 0],
  [120, 'Periyar Copy House', 'Anju Thomas', 'Kochi', 'Kerala', '682011', 'en', 'free', 110, 6, 15],
  [121, 'Navrang Xerox', 'Jignesh Patel', 'Ahmedabad', 'Gujarat', '380001', 'en', 'premium', 340, 3, 312],
  [122, 'Surat Digital Hub', 'Hetal Desai', 'Surat', 'Gujarat', '395003', 'en', 'free', 130, 12, 'last'],
  [123, 'Kathiawad Press', 'Bharat Chauhan', 'Rajkot', 'Gujarat', '360001', 'hi', 'free', 200, 84, 0],
  [124, 'Karol Bagh Copy Centre', 'Harpreet Singh', 'New Delhi', 'Delhi', '110005', 'en', 'free', 260, 5, 17],
  [125, 'दिल्ली डिजिटल प्रिंट', 'पूजा गुप्ता', 'New Delhi', 'Delhi', '110092', 'hi', 'premium', 150, 1, 140],
  [126, 'Verma Xerox', 'Anil Verma', 'Lucknow', 'Uttar Pradesh', '226001', 'hi', 'free', 305, 8, 11],
  [127, 'काशी प्रिंटिंग प्रेस', 'विश्वनाथ तिवारी', 'Varanasi', 'Uttar Pradesh', '221001', 'hi', 'free', 235, 25, 6],
  [128, 'Taj Photostat', 'Farhan Qureshi', 'Agra', 'Uttar Pradesh', '282001', 'hi', 'free', 85, 13, 'full'],
  [129, 'Naga Digital', 'Temjen Ao', 'Dimapur', 'Nagaland', '797112', 'en', 'free', 180, 96, 0],
  [130, 'Doon Print House', 'Neha Rawat', 'Dehradun', 'Uttarakhand', '248001', 'en', 'free', 145, 4, 10],
  [131, 'Patliputra Xerox', 'Rakesh Kumar Sinha', 'Patna', 'Bihar', '800001', 'hi', 'free', 215, 20, 13],
  [132, 'माँ भवानी प्रिंटर्स', 'मुकेश यादव', 'Gaya', 'Bihar', '823001', 'hi', 'free', 50, 15, 2],
  [133, 'Birsa Digital', 'Sunita Oraon', 'Ranchi', 'Jharkhand', '834001', 'hi', 'free', 105, 38, 0],
  [134, 'College St. Prints', 'Subir Sen', 'Kolkata', 'West Bengal', '700073', 'en', 'premium', 360, 2, 205],
  [135, 'Himalaya Xerox', 'Pema Sherpa', 'Siliguri', 'West Bengal', '734001', 'en', 'free', 90, 28, 1],
  [136, 'Kalinga Print', 'Debasis Rout', 'Bhubaneswar', 'Odisha', '751001', 'en', 'free', 195, 17, 'last'],
  [137, 'Brahmaputra Prints', 'Hiren Bora', 'Guwahati', 'Assam', '781001', 'en', 'free', 170, 54, 0],
  [138, 'Shillong Prints', 'Banri Kharkongor', 'Shillong', 'Meghalaya', '793001', 'en', 'free', 80, 22, 4],
  [139, 'Imphal Offset', 'Ibomcha Singh', 'Imphal', 'Manipur', '795001', 'en', 'free', 65, 41, 0],
  [140, 'Zoram Xerox', 'Lalrinpuia', 'Aizawl', 'Mizoram', '796001', 'en', 'free', 55, 19, 6],
  [141, 'Agartala Copy Point', 'Tapan Debbarma', 'Agartala', 'Tripura', '799001', 'en', 'free', 45, 31, 0],
  [142, 'Gangtok Prints', 'Tashi Bhutia', 'Gangtok', 'Sikkim', '737101', 'en', 'free', 40, 23, 3],
  [143, 'अहिल्या फोटोकॉपी', 'राजेश जोशी', 'Indore', 'Madhya Pradesh', '452001', 'hi', 'free', 155, 6, 'full'],
  [144, 'Bhopal Print Mart', 'Sunil Malviya', 'Bhopal', 'Madhya Pradesh', '462001', 'hi', 'free', 30, 5, 9],
  [145, 'Mahanadi Printers', 'Yogesh Sahu', 'Raipur', 'Chhattisgarh', '492001', 'hi', 'free', 100, 63, 0],
  [146, 'Sukhna Copiers', 'Gurpreet Kaur', 'Chandigarh', 'Chandigarh', '160017', 'en', 'free', 135, 3, 14],
  [147, 'Guru Nanak Printers', 'Jaswinder Singh', 'Amritsar', 'Punjab', '143001', 'en', 'free', 220, 108, 0],
  [148, 'Millennium Copy Zone', 'Ritu Yadav', 'Gurugram', 'Haryana', '122001', 'en', 'premium', 125, 1, 77],
  [149, 'Shimla Prints', 'Vikram Negi', 'Shimla', 'Himachal Pradesh', '171001', 'en', 'free', 70, 26, 2],
  [150, 'Dal Lake Print', 'A. R. Bhat', 'Srinagar', 'Jammu and Kashmir', '190001', 'en', 'free', 230, 119, 0],
  [151, 'Mandovi Prints', 'Maria Fernandes', 'Panaji', 'Goa', '403001', 'en', 'free', 115, 8, 'last'],

  // These never finished their profile, or only began it.
  [160, null, null, null, null, null, 'en', 'free', 2, 2, 0],
  [161, null, 'Sanjay Pawar', null, null, null, 'hi', 'free', 5, 5, 0],
  [162, 'Laxmi Photocopy', 'Rekha Solanki', null, null, null, 'hi', 'free', 12, 4, 0],
  [163, 'Anand Prints', 'Anand Kulkarni', 'Solapur', 'Maharashtra', null, 'en', 'free', 18, 16, 0],
  [164, null, 'இளங்கோ சுந்தரம்', null, null, null, 'en', 'free', 24, 24, 0],
  [165, 'Verma Photostat', 'Anil Verma', 'Lucknow', 'Uttar Pradesh', '226010', 'hi', 'free', 15, 11, 1],

  // Parked and erased: no number of their own any more (see stories.ts).
  [198, 'Narmada Xerox', 'Mohan Malviya', 'Bhopal', 'Madhya Pradesh', '462001', 'hi', 'free', 390, 130, 0],
  [199, null, null, null, null, null, 'en', 'free', 165, 120, 0],
];
