/**
 * How to cite the paper and the library, as BibTeX. The facts are those of `CITATION.cff`; a test compares them.
 *
 * Pages as in the proceedings of the Computer Vision Foundation.
 */
export const BIBTEX = `@inproceedings{lin2017focal,
  title     = {Focal Loss for Dense Object Detection},
  author    = {Lin, Tsung-Yi and Goyal, Priya and Girshick, Ross and He, Kaiming and Doll{\\'a}r, Piotr},
  booktitle = {IEEE International Conference on Computer Vision (ICCV)},
  year      = {2017},
  pages     = {2980--2988},
  doi       = {10.1109/ICCV.2017.324}
}

@misc{focal-loss,
  title        = {focal-loss},
  author       = {{The focal-loss authors}},
  howpublished = {\\url{https://github.com/focal-loss/focal-loss}},
  note         = {Binary cross-entropy and focal loss for JavaScript. MIT license}
}
`;
