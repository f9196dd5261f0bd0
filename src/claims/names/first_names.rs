//! First names and whom they are given to: general knowledge written for this project.

use std::sync::OnceLock;

use super::Gender;
use crate::claims::lists::{ByWord, by_word};

/// Whom a first name (small letters, no diacritics) is mostly given to; none if it is not known
/// as a first name. Names of both kinds are [`Gender::Unknown`].
pub fn gender(first: &str) -> Option<Gender> {
    static BY_NAME: OnceLock<ByWord<Gender>> = OnceLock::new();
    let by_name = BY_NAME.get_or_init(|| {
        by_word(&[
            (Gender::Woman, WOMEN),
            (Gender::Man, MEN),
            (Gender::Unknown, BOTH),
        ])
    });
    by_name.get(first).copied()
}

const WOMEN: &str = "abigail ada adele adriana agnes aisha alexandra alice alicia alina alison \
    allison amanda amelia amina amy ana anastasia andrea angela angelina anita ann anna anne annie \
    antonia april audrey ayse barbara beatrice beatriz becky bella bernadette beth betty beverly \
    bianca bonnie brenda bridget brigitte camila camilla carla carmen carol carolina caroline \
    carolyn catherine cecilia celia charlotte chelsea chloe christina christine claire clara \
    claudia colleen connie cristina cynthia daisy dana daniela danielle dawn debbie deborah debra \
    denise diana diane dolores donna doris dorothy edith eileen elaine eleanor elena elif elisa \
    elisabeth elizabeth ella ellen elsa emilia emily emma erica erika erin esther eugenia eva eve \
    evelyn faith fatima fatma felicity fiona florence frances francesca gabriela gail georgia \
    geraldine gertrude gina giulia gladys glenda gloria grace greta gretchen hannah harriet hatice \
    hazel heather heidi helen helena helga henrietta hilary hilda hillary holly ida ilse inge \
    ingrid irene irina iris isabel isabella ivana ivy jacqueline jane janet janice jean jeanette \
    jeanne jennifer jenny jessica jill joan joanna jocelyn josephine joy joyce juanita judith judy \
    julia juliana julie june karen karin karina kate katherine kathleen kathryn kathy katie katja \
    katrina kayla kelly khadija kimberly kirsten kristen kristin kristina lara larissa laura \
    lauren layla leah leila lena leslie lillian lily linda lisa liz lois lorraine louise lucia \
    lucille lucy luisa lydia lynn mabel madeleine madison maggie mandy marcia margaret maria \
    mariam marianne marie marina marion marisa marjorie marlene martha mary maureen maya megan \
    melanie melissa mercedes meredith mia michelle mildred miranda miriam molly monica monika \
    muriel nadia nancy naomi natalia natalie natasha nicole nina nora norma olga olivia paige \
    pamela patricia paula pauline peggy penelope petra phyllis priscilla priya rachel ramona \
    rebecca regina renee rhonda rita roberta rosa rosalind rose rosemary roxanne ruth sabrina \
    sally samantha sandra sara sarah selma shannon sharon sheila shirley silvia simone sofia \
    sonia sophia sophie stella stephanie sue susan susanna suzanne svetlana sylvia tamara tanya \
    tara tatiana teresa thelma theresa tina tracy ursula valentina valerie vanessa vera veronica \
    victoria viola violet virginia vivian wanda wendy yasmin yolanda yulia yvonne zainab zeynep zoe";

const MEN: &str = "aaron abdul abdullah abraham abu adam adnan adrian ahmad ahmed alan albert alberto \
    aleksandr alessandro alexander alexei alexey alfonso alfred ali allan allen alvin amir anatoly \
    anders andre andreas andreu andrei andrew andrey andy angus anthony anton antonio antony arne \
    arnold arthur arturo ashraf austin axel ayman barack barry bart bashar benjamin bernard \
    bernhard bert bertil bill billy binali björn bjorn bob bobby boris brad bradley brandon brendan \
    brent brett brian bruce bruno bryan byron calvin carl carlos cedric cesar charles charlie \
    chester chris christian christoph christopher claude clarence clement clifford clinton colin \
    conrad craig curtis cyril dale damian dan daniel darren dave david dean dennis derek diego \
    dieter dimitri dirk dmitri dmitry dominic don donald douglas duncan dustin dwight earl ed eddie \
    edgar edmund eduardo edward edwin elias elijah elliott emanuel emil emmanuel emre enrique \
    eric erich erik ernest ernesto ernst ethan eugene evan fadi farid felipe felix ferdinand \
    fernando filip floyd francesco francis francisco franco frank franklin franz fred frederick \
    friedrich fritz gabriel gareth garry gary gavin geoffrey george georgi gerald gerard gerhard \
    gianni gilbert giorgio giovanni giuseppe glen glenn gordon graham greg gregory guillermo gunther \
    gustav guy hakan hamid hans harold harry harvey hassan hasan hector heinrich heinz helmut \
    henri henrik henry herbert herman hermann hideo horst howard hubert hugh hugo hussein ian \
    ibrahim igor imran ivan ivar jack jacob jacques jaime jake jakob jamal james jan jared jason \
    javier jay jeff jeffrey jens jeremy jerome jerry jesse jim jimmy joachim joao joe joel johan \
    johann johannes john johnny jonas jonathan jorge jose josef joseph joshua juan juergen jules \
    julian julio junior jurgen karim karl kazuo keith ken kenji kenneth kevin khaled khalid kirk \
    klaus konstantin kurt kyle lance larry lars laurence lawrence lee leo leon leonard leonid leroy \
    lester lewis lionel lloyd logan lorenzo lothar louis luca lucas ludwig luigi luis luke magnus \
    mahmoud manfred manuel marc marcel marco marcus mario mark marko markus marshall martin marvin \
    mathias matt matteo matthew matthias maurice max maxim maximilian mehmet melvin michael michel \
    miguel mikael mike mikhail milan miles milton mitch mitchell mohamed mohammad mohammed morris \
    muhammad murat mustafa nathan nathaniel ned neil nelson nicholas nick nicolas nigel nikita \
    nikolai nikolaus noah noel norman oleg oliver ollie omar oscar osama otto owen pablo paolo \
    patrick paul pavel pedro percy pete peter petr petro phil philip philipp phillip pierre \
    piotr ralph ramon randall randolph randy raul ray raymond recep reginald rene rex ricardo \
    richard rick robert roberto rodney rodrigo roger roland rolf roman ron ronald rory ross roy \
    ruben rudolf rudy rupert russell ryan saddam said saleh salman sam samir samuel scott sean \
    sebastian seamus serge sergei sergey sergio seth shane shaun sidney siegfried simon spencer \
    stan stanislav stanley stefan stephan stephen steve steven stewart stuart sven takeshi tariq \
    ted terence terrence terry theodor theodore thomas tim timothy tobias todd tom tommy tony \
    travis trevor tyler ulrich uwe vadim valery vasily vernon victor viktor vincent vitaly vladimir \
    volker wade walter warren wayne werner wilfred wilhelm will william willie willy winston \
    wolfgang yasser yevgeny yuri yusuf zachary";

const BOTH: &str = "alex ashley casey charley dominique frankie jamie jessie jordan kim lou nikita \
    pat robin sasha shelby sidney stacy sydney taylor toni morgan blake cameron riley quinn";
